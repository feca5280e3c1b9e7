/** Values that a program on the other side could send by mistake, or somebody on purpose. */
import fc from 'fast-check';

/** Names that have caused faults in other programs. */
export const ODD_NAMES = ['__proto__', 'constructor', 'toString', 'valueOf', 'toJSON', 'then', 'length', 'message'];

const DEEP = 20_000;

/** Anything that JSON can say. `{"toString":null}` is an object that `String()` throws at. */
export const oddJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, '', ' ', 0, -1, 0.5, 1e21, 2 ** 53, true, false, [], {}, [null], [[]], [{}]),
  fc.constantFrom<unknown>('\u0000', '\ud800', '%', '..', '/', 'javascript:alert(1)', '2020-01-01', 'a.b.c', 'SE'),
  fc.constantFrom<unknown>({ toString: null, valueOf: null }, [{ toString: null, valueOf: null }], 'x'.repeat(10_000)),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.integer(),
  fc.jsonValue({ maxDepth: 3 }),
  fc.dictionary(fc.constantFrom(...ODD_NAMES), fc.jsonValue({ maxDepth: 1 })),
);

/** Texts that are no JSON, and JSON that is deeper than the stack of a recursive function. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('', '{', 'null', '[]', '<!doctype html><h1>502</h1>', '\ufeff{}', '{}{}', 'undefined'),
  fc.constant(`${'['.repeat(DEEP)}${']'.repeat(DEEP)}`),
  fc.constant(`${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`),
  fc.string({ unit: 'binary' }),
  fc.json(),
);

const thrower = (error: unknown) => () => {
  throw error;
};

/** Values of JavaScript that JSON has not: functions, getters that throw, thenables, objects without a prototype. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  oddJson,
  fc.constantFrom<unknown>(undefined, Number.NaN, Number.POSITIVE_INFINITY, 1n, Symbol('odd'), () => undefined),
  fc
    .constantFrom<() => unknown>(
      () => Object.create(null),
      () => new Proxy({}, { get: thrower(new Error('get')) }),
      () => Object.defineProperty({}, 'approved', { get: thrower(new RangeError('approved')) }),
      () => new Error('an error'),
      () => Object.freeze([1]),
      () => new Date(Number.NaN),
      () => new Map(),
    )
    .map((make) => make()),
);

/** Where a member of JSON stands. */
export type Path = readonly string[];

/** @returns the paths of all members */
export function pathsOf(value: unknown, before: Path = []): Path[] {
  const inner =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, entry]) => pathsOf(entry, [...before, name]))
      : [];
  return before.length > 0 ? [before, ...inner] : inner;
}

/** @returns a copy in which the member is replaced, or removed if `by` is undefined */
export function replaceAt(value: unknown, path: Path, by: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  // `__proto__` would set the prototype.
  const options = { enumerable: true, configurable: true, writable: true };
  Object.defineProperty(copy, name, { value: replaceAt(copy[name], rest, by), ...options });
  return copy;
}
