/** Both ciphers have the same format: Node decrypts a cookie from a shop's Worker, and the other way round. */
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { describe, it } from 'node:test';
import { createCipher, createNodeCipher, createWebCipher } from '../../../src/server/crypto/cipher.ts';

const key = new Uint8Array(32).fill(7);
const ciphers = { node: createNodeCipher(key, crypto), web: await createWebCipher(key) };
const TEXTS = ['', '{}', 'å€😀', 'x'.repeat(4096)];

for (const [maker, { encrypt }] of Object.entries(ciphers)) {
  for (const [reader, { decrypt }] of Object.entries(ciphers)) {
    describe(`text from the ${maker} cipher`, () => {
      it(`the ${reader} cipher decrypts it`, async () => {
        for (const text of TEXTS) {
          const sealed = await encrypt(text);
          assert.match(sealed, /^[\w-]+$/);
          assert.equal(Buffer.from(sealed, 'base64url').length, 12 + Buffer.byteLength(text) + 16);
          assert.equal(await decrypt(sealed), text);
        }
      });

      it(`the ${reader} cipher rejects it when any other character stands at its end`, async () => {
        // The end of a text has unused bits, and how many depends on its length.
        for (const text of ['1', '12', '123']) {
          const sealed = await encrypt(text);
          for (const end of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_') {
            const changed = sealed.slice(0, -1) + end;
            assert.equal(await decrypt(changed), changed === sealed ? text : undefined, `${text} ${end}`);
          }
        }
      });

      it(`the ${reader} cipher rejects it when a bit was changed or a byte is missing`, async () => {
        const sealed = Buffer.from(await encrypt('text'), 'base64url');
        for (let bit = 0; bit < sealed.length * 8; bit += 1) {
          const changed = Buffer.from(sealed.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)));
          assert.equal(await decrypt(changed.toString('base64url')), undefined, `bit ${bit}`);
        }
        for (let length = 0; length < sealed.length; length += 1) {
          assert.equal(await decrypt(sealed.toString('base64url', 0, length)), undefined, `${length} bytes`);
        }
      });
    });
  }
}

describe('the cipher of a runtime', () => {
  it('createCipher returns Node’s cipher at once if the runtime has Node’s module', () => {
    assert.ok(!(createCipher(key) instanceof Promise));
  });

  it('createCipher uses Web Crypto if the runtime lacks Node’s module', async (t) => {
    t.mock.method(process, 'getBuiltinModule', () => undefined);
    const made = createCipher(key);
    assert.ok(made instanceof Promise);
    assert.equal(ciphers.node.decrypt(await (await made).encrypt('text')), 'text');
  });

  it('createCipher uses Web Crypto if the runtime has no `process`', async (t) => {
    const { process } = globalThis;
    t.after(() => {
      globalThis.process = process;
    });
    globalThis.process = undefined as never;
    assert.ok(createCipher(key) instanceof Promise);
    globalThis.process = process;
  });
});
