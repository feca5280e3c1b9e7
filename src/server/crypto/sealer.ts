/**
 * Encrypts and authenticates values, so that the handler can trust them when a browser or a URL brings them back.
 * AES-256-GCM. HKDF derives one key for each purpose, so a callback token is never accepted as a cookie.
 */
import { type Cipher, createCipher } from './cipher.ts';

export interface Sealer {
  encrypt(purpose: string, value: unknown): Promise<string>;
  /** @returns the value; undefined if the text has another purpose or secret, or was changed */
  decrypt(purpose: string, text: string): Promise<unknown>;
}

/** Characters: no text of the handler is longer, so a longer one is not decoded. */
const MAX_LENGTH = 4096;

const encoder = new TextEncoder();

/**
 * @param secrets the first one encrypts, all of them decrypt. To rotate, put a new one in front. Drop the old one after four
 *   days, when its last callback token has ended
 * @param scope the address of Klarna's API, so that a playground's cookie is not valid in production
 */
export function createSealer(secrets: readonly string[], scope: string): Sealer {
  const ciphers = new Map<string, Promise<Cipher>>();

  const cipherOf = (secret: string, purpose: string): Promise<Cipher> => {
    const name = `${purpose} ${secret}`;
    const known = ciphers.get(name);
    if (known) return known;
    const made = deriveKey(secret, purpose, scope).then((key) => createCipher(key));
    ciphers.set(name, made);
    return made;
  };

  return {
    async encrypt(purpose, value) {
      const cipher = await cipherOf(secrets[0] ?? '', purpose);
      return cipher.encrypt(JSON.stringify(value));
    },

    async decrypt(purpose, text) {
      if (text.length > MAX_LENGTH) return undefined;
      for (const secret of secrets) {
        const cipher = await cipherOf(secret, purpose);
        const opened = await cipher.decrypt(text);
        if (opened !== undefined) return JSON.parse(opened);
      }
      return undefined;
    },
  };
}

/** 32 bytes. */
async function deriveKey(secret: string, purpose: string, scope: string): Promise<Uint8Array<ArrayBuffer>> {
  const material = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, ['deriveBits']);
  const info = encoder.encode(`klarna-checkout-button ${purpose}`);
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: encoder.encode(scope), info };
  return new Uint8Array(await crypto.subtle.deriveBits(derivation, material, 256));
}
