/**
 * AES-256-GCM to and from base64url: nonce, ciphertext, tag. Every engine has Web Crypto, but Node's hands even a hundred
 * bytes to another thread, which costs more than all checks of a request: where there is Node's own module, that makes
 * the same text.
 */
import { fromBase64Url, isBase64Url, toBase64Url } from './base64url.ts';
import { NONCE, takeNonce } from './nonces.ts';

type NodeCrypto = typeof import('node:crypto');
type Bytes = Uint8Array<ArrayBuffer>;

export interface Cipher {
  encrypt(text: string): string | Promise<string>;
  /** @returns undefined where the key is another one, a bit was changed, or it is no such text at all */
  decrypt(sealed: string): string | undefined | Promise<string | undefined>;
}

/** Bytes. */
const TAG = 16;

/** Asked for, not imported: a bundler for another engine would look for it in vain. */
const ofNode = (): NodeCrypto | undefined => globalThis.process?.getBuiltinModule?.('node:crypto');

/** @param key 32 bytes */
export function createCipher(key: Bytes): Cipher | Promise<Cipher> {
  const node = ofNode();
  return node ? createNodeCipher(key, node) : createWebCipher(key);
}

export function createNodeCipher(
  key: Bytes,
  { createSecretKey, createCipheriv, createDecipheriv }: NodeCrypto,
): Cipher {
  const secret = createSecretKey(key);
  return {
    encrypt(text) {
      const nonce = takeNonce();
      const cipher = createCipheriv('aes-256-gcm', secret, nonce);
      const parts = [nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return Buffer.concat(parts).toString('base64url');
    },

    decrypt(sealed) {
      // Node's decoder skips what is no base64url, so the text is checked before.
      if (!isBase64Url(sealed)) return undefined;
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < NONCE + TAG) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, NONCE), { authTagLength: TAG });
      decipher.setAuthTag(bytes.subarray(-TAG));
      const text = decipher.update(bytes.subarray(NONCE, -TAG), undefined, 'utf8');
      try {
        return text + decipher.final('utf8');
      } catch {
        // It says "wrong key or changed text" by throwing; here that is an answer.
        return undefined;
      }
    },
  };
}

export async function createWebCipher(key: Bytes): Promise<Cipher> {
  const secret = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']);
  return {
    async encrypt(text) {
      const iv = takeNonce();
      const sealed = crypto.subtle.encrypt({ name: 'AES-GCM', iv }, secret, new TextEncoder().encode(text));
      return toBase64Url(iv) + toBase64Url(new Uint8Array(await sealed));
    },

    async decrypt(sealed) {
      const bytes = toSealedBytes(sealed);
      if (!bytes) return undefined;
      const gcm = { name: 'AES-GCM', iv: bytes.subarray(0, NONCE) };
      try {
        return new TextDecoder().decode(await crypto.subtle.decrypt(gcm, secret, bytes.subarray(NONCE)));
      } catch {
        // As above.
        return undefined;
      }
    },
  };
}

function toSealedBytes(text: string): Bytes | undefined {
  const bytes = fromBase64Url(text);
  return bytes && bytes.length >= NONCE + TAG ? bytes : undefined;
}
