/** The size that AES-GCM uses. */
export const NONCE_BYTES = 12;

/** Many nonces at once, because each call for random bytes costs more than the bytes themselves. */
const POOL_BYTES = 256 * NONCE_BYTES;

let pool = new Uint8Array(0);
let used = 0;

/** Each nonce is random and used once. AES-GCM allows 2^32 random nonces per key, far more than a shop needs. */
export function takeNonce(): Uint8Array<ArrayBuffer> {
  if (used === pool.length) {
    // A new buffer: nonces that are still in use are views of the old one.
    pool = crypto.getRandomValues(new Uint8Array(POOL_BYTES));
    used = 0;
  }
  const nonce = pool.subarray(used, used + NONCE_BYTES);
  used += NONCE_BYTES;
  return nonce;
}
