/** The last step of MurmurHash3: each bit of the input changes about half of the bits of the output. */
function mix(bits: number): number {
  const once = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return (twice ^ (twice >>> 16)) >>> 0;
}

const hex = (bits: number): string => bits.toString(16).padStart(8, '0');

/**
 * A 64-bit hash: enough to see that a cart has changed. An attacker could find two carts with the same hash, but gains
 * nothing: the handler also compares the price with Klarna's session. SHA-256 would take longer than all other checks
 * of a request, because Web Crypto sends each digest to another thread.
 */
export function fingerprint(text: string): string {
  let [left, right] = [0x9e3779b9, 0x85ebca77];
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    left = Math.imul(left ^ unit, 0x9e3779b1);
    right = Math.imul(right ^ unit, 0x5f356495);
  }
  return hex(mix(left ^ mix(right))) + hex(mix(right ^ text.length));
}
