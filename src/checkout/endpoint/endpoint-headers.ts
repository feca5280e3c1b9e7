import { KlarnaCheckoutError } from '../errors.ts';

/** Our own: the handler refuses everything but JSON. */
const OURS = 'content-type';

/**
 * The property `headers`, as it goes with a request. Frameworks give `''` or `undefined` for a property that is removed,
 * and `undefined` for a token that is not there yet: such a header is left out.
 *
 * @param given a record, a `Headers`, a list of pairs; anything but an object is unset
 * @throws {KlarnaCheckoutError} `configuration` when a name or a value cannot be a header's; names it, and no value
 */
export function readHeaders(given: unknown): Headers {
  const headers = new Headers();
  for (const [name, value] of entriesOf(given)) {
    if (value === undefined || value === null || name.toLowerCase() === OURS) continue;
    try {
      headers.append(name, String(value));
    } catch {
      const message = `The property \`headers\` cannot be sent: HTTP allows no header ${JSON.stringify(name)} with that name or value.`;
      throw new KlarnaCheckoutError('configuration', message);
    }
  }
  return headers;
}

/** Says the same of two objects with the same headers: a framework makes a new one each time it draws. */
export const areSameHeaders = (one: unknown, other: unknown): boolean =>
  JSON.stringify(entriesOf(one)) === JSON.stringify(entriesOf(other));

function entriesOf(given: unknown): ReadonlyArray<readonly [name: string, value: unknown]> {
  if (typeof given !== 'object' || given === null) return [];
  if (Symbol.iterator in given) return Array.from(given as Iterable<readonly [string, unknown]>);
  return Object.entries(given);
}
