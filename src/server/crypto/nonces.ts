/** Bytes of the nonce that AES-GCM wants. */
export const NONCE = 12;

/** Many at once, because each call for random bytes costs more than the bytes. */
const DRAWN = 256 * NONCE;

let drawn = new Uint8Array(0);
let used = 0;

/** Random, and given out once. The limit of 2^32 seals per key is far away. */
export function takeNonce(): Uint8Array<ArrayBuffer> {
  if (used === drawn.length) {
    // New memory, so that nobody's nonce changes under its owner.
    drawn = crypto.getRandomValues(new Uint8Array(DRAWN));
    used = 0;
  }
  const nonce = drawn.subarray(used, used + NONCE);
  used += NONCE;
  return nonce;
}
