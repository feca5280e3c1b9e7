/**
 * AES-256-GCM, as base64url: nonce, ciphertext, tag.
 *
 * There are two ciphers with one format. Every runtime has Web Crypto, but Node's Web Crypto sends even a hundred bytes to
 * another thread. That costs about 44 µs of the 60 µs of one cookie, more than all checks of a request. So the handler uses
 * `node:crypto` if the runtime has it. `node bench/handler.ts` measures the difference: 0.69 and 0.86 of the smallest
 * possible handler.
 */
import { fromBase64Url, isBase64Url, toBase64Url } from './base64url.ts';
import { NONCE_BYTES, takeNonce } from './nonces.ts';

type NodeCrypto = typeof import('node:crypto');
type Bytes = Uint8Array<ArrayBuffer>;

export interface Cipher {
  encrypt(text: string): string | Promise<string>;
  /** @returns undefined if the text was encrypted with another key, was changed, or is no such text */
  decrypt(encrypted: string): string | undefined | Promise<string | undefined>;
}

const TAG_BYTES = 16;

/** Looked up at run time: an import would fail in a bundle for another runtime. */
const findNodeCrypto = (): NodeCrypto | undefined => globalThis.process?.getBuiltinModule?.('node:crypto');

/** @param key 32 bytes */
export function createCipher(key: Bytes): Cipher | Promise<Cipher> {
  const node = findNodeCrypto();
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

    decrypt(encrypted) {
      // Node's decoder skips characters that are not base64url, so the text is checked first.
      if (!isBase64Url(encrypted)) return undefined;
      const bytes = Buffer.from(encrypted, 'base64url');
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8');
      try {
        return text + decipher.final('utf8');
      } catch {
        // Node throws if the key is wrong or the text was changed. Callers expect undefined.
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
      const ciphertext = crypto.subtle.encrypt({ name: 'AES-GCM', iv }, secret, new TextEncoder().encode(text));
      return toBase64Url(iv) + toBase64Url(new Uint8Array(await ciphertext));
    },

    async decrypt(encrypted) {
      const bytes = toBytes(encrypted);
      if (!bytes) return undefined;
      const gcm = { name: 'AES-GCM', iv: bytes.subarray(0, NONCE_BYTES) };
      try {
        return new TextDecoder().decode(await crypto.subtle.decrypt(gcm, secret, bytes.subarray(NONCE_BYTES)));
      } catch {
        // Web Crypto throws for the same reasons.
        return undefined;
      }
    },
  };
}

function toBytes(text: string): Bytes | undefined {
  const bytes = fromBase64Url(text);
  return bytes && bytes.length >= NONCE_BYTES + TAG_BYTES ? bytes : undefined;
}
