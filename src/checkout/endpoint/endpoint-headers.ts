import { KlarnaCheckoutError } from '../errors.ts';

/** The checkout sets this header: the handler accepts only JSON. */
const CONTENT_TYPE = 'content-type';

/**
 * Reads the property `headers` for a request. Frameworks set `''` or `undefined` when they remove a property, and
 * `undefined` for a token that is not there yet. Such a header is omitted.
 *
 * @param given a record, a `Headers`, a list of pairs; anything else is ignored
 * @throws {KlarnaCheckoutError} `configuration` if HTTP does not allow a name or a value; the message has the name only
 */
export function readHeaders(given: unknown): Headers {
  const headers = new Headers();
  for (const [name, value] of entriesOf(given)) {
    if (value === undefined || value === null || name.toLowerCase() === CONTENT_TYPE) continue;
    try {
      headers.append(name, String(value));
    } catch {
      const message = `The property \`headers\` cannot be sent: HTTP allows no header ${JSON.stringify(name)} with that name or value.`;
      throw new KlarnaCheckoutError('configuration', message);
    }
  }
  return headers;
}

/** Compares the content, because a framework creates a new object each time it draws. */
export const areSameHeaders = (one: unknown, other: unknown): boolean =>
  JSON.stringify(entriesOf(one)) === JSON.stringify(entriesOf(other));

function entriesOf(given: unknown): ReadonlyArray<readonly [name: string, value: unknown]> {
  if (typeof given !== 'object' || given === null) return [];
  if (Symbol.iterator in given) return Array.from(given as Iterable<readonly [string, unknown]>);
  return Object.entries(given);
}
