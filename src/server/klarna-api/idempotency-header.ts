/** ASCII that a header can carry. No spaces at the ends, because HTTP drops those. */
const KEY = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/**
 * @throws {TypeError} before anything is sent. Otherwise an invalid key would look like a network failure, and the shop would
 *   retry for ever
 */
export function idempotencyHeader(key: string): { 'klarna-idempotency-key': string } {
  if (typeof key === 'string' && KEY.test(key)) return { 'klarna-idempotency-key': key };
  throw new TypeError('`idempotency_key` must be a text of plain characters (ASCII), with no space at its ends.');
}
