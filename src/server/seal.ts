/**
 * Sealed text: encrypted and authenticated, so that it can be handed to a browser or put into a URL and be trusted
 * when it comes back. AES-256-GCM under a key that HKDF derives per purpose: a callback's seal is no cookie.
 */
export interface Sealer {
  seal(purpose: string, value: unknown): Promise<string>;
  /** What was sealed, or undefined where the text is of another purpose, another secret, or tampered with. */
  open(purpose: string, text: string): Promise<unknown>;
}

/** Bytes of the nonce that AES-GCM wants. Random: the limit of 2^32 seals per key is far away. */
const NONCE = 12;

const encoder = new TextEncoder();

/**
 * @param secrets the first seals, all open: put a new one in front to rotate, drop the old one when the last
 * callback address that it sealed has ended, four days later
 * @param scope what else the seal belongs to, so that a playground's cookie opens nothing in production
 */
export function createSealer(secrets: readonly string[], scope: string): Sealer {
  const keys = new Map<string, Promise<CryptoKey>>();

  const keyOf = (secret: string, purpose: string): Promise<CryptoKey> => {
    const name = `${purpose} ${secret}`;
    const known = keys.get(name);
    if (known) return known;
    const made = deriveKey(secret, purpose, scope);
    keys.set(name, made);
    return made;
  };

  return {
    async seal(purpose, value) {
      const iv = crypto.getRandomValues(new Uint8Array(NONCE));
      const key = await keyOf(secrets[0] ?? '', purpose);
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, encoder.encode(JSON.stringify(value)));
      const bytes = new Uint8Array(NONCE + sealed.byteLength);
      bytes.set(iv);
      bytes.set(new Uint8Array(sealed), NONCE);
      return toBase64Url(bytes);
    },

    async open(purpose, text) {
      const bytes = fromBase64Url(text);
      if (!bytes || bytes.length <= NONCE) return undefined;
      for (const secret of secrets) {
        const value = await decrypt(await keyOf(secret, purpose), bytes);
        if (value !== undefined) return value;
      }
      return undefined;
    },
  };
}

async function deriveKey(secret: string, purpose: string, scope: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, ['deriveKey']);
  const info = encoder.encode(`klarna-checkout-button ${purpose}`);
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: encoder.encode(scope), info };
  return crypto.subtle.deriveKey(derivation, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

async function decrypt(key: CryptoKey, bytes: Uint8Array<ArrayBuffer>): Promise<unknown> {
  try {
    const opened = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: bytes.subarray(0, NONCE) },
      key,
      bytes.subarray(NONCE),
    );
    return JSON.parse(new TextDecoder().decode(opened));
  } catch {
    // Web Crypto says "wrong key or changed text" by throwing; here that is an answer.
    return undefined;
  }
}

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  // Longer than any seal of ours: not worth decoding.
  if (text.length > 4096 || !/^[\w-]+$/.test(text) || text.length % 4 === 1) return undefined;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
