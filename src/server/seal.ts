/**
 * Sealed text: encrypted and authenticated, so that it can be handed to a browser or put into a URL and be trusted
 * when it comes back. AES-256-GCM under a key that HKDF derives per purpose: a callback's seal is no cookie.
 */
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { nextTurn } from './next-turn.ts';
import { NONCE, takeNonce } from './nonces.ts';

export interface Sealer {
  seal(purpose: string, value: unknown): Promise<string>;
  /** What was sealed, or undefined where the text is of another purpose, another secret, or tampered with. */
  open(purpose: string, text: string): Promise<unknown>;
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
  // One for all seals: Web Crypto reads it before it returns, and is quicker with an object that it has seen.
  const gcm = { name: 'AES-GCM', iv: new Uint8Array(NONCE) };
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
      const key = await keyOf(secrets[0] ?? '', purpose);
      await nextTurn();
      gcm.iv = takeNonce();
      const nonce = toBase64Url(gcm.iv);
      const sealed = await crypto.subtle.encrypt(gcm, key, encoder.encode(JSON.stringify(value)));
      return nonce + toBase64Url(new Uint8Array(sealed));
    },

    async open(purpose, text) {
      const bytes = text.length > LONGEST ? undefined : fromBase64Url(text);
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
