/** What a header can carry, without spaces at its ends, which are lost on the way. */
const KEY = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/**
 * @throws {TypeError} before anything is sent: a key that cannot be sent would look like a network that failed, and be
 *   tried again for ever
 */
export function idempotencyHeader(key: string): { 'klarna-idempotency-key': string } {
  if (typeof key === 'string' && KEY.test(key)) return { 'klarna-idempotency-key': key };
  throw new TypeError('`idempotency_key` must be a text of plain characters (ASCII), with no space at its ends.');
}
