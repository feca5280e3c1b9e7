/**
 * Sealed text: encrypted and authenticated, so that it can be handed to a browser or put into a URL and be trusted
 * when it comes back. AES-256-GCM under a key that HKDF derives per purpose: a callback's seal is no cookie.
 */
import { type Cipher, createCipher } from './cipher.ts';

export interface Sealer {
  encrypt(purpose: string, value: unknown): Promise<string>;
  /** What was sealed, or undefined where the text is of another purpose, another secret, or tampered with. */
  decrypt(purpose: string, text: string): Promise<unknown>;
}

/** Characters: longer than any seal of ours, so not worth decoding. */
const LONGEST = 4096;

const encoder = new TextEncoder();

/**
 * @param secrets the first seals, all open: put a new one in front to rotate, drop the old one when the last
 * callback address that it sealed has ended, four days later
 * @param scope what else the seal belongs to, so that a playground's cookie opens nothing in production
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
      if (text.length > LONGEST) return undefined;
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
