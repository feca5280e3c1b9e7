import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSealer } from '../../../src/server/crypto/sealer.ts';
import { SECRET } from '../support/shop.ts';

const OTHER = `${SECRET}, but of another shop`;

describe('the sealer', () => {
  it('the sealer decrypts its texts, and no two texts are alike', async () => {
    const sealer = createSealer([SECRET], 'scope');
    const value = { session_id: 'å', n: 1 };
    const seals = await Promise.all([sealer.encrypt('cookie', value), sealer.encrypt('cookie', value)]);
    assert.notEqual(seals[0], seals[1]);
    for (const seal of seals) {
      assert.match(seal, /^[\w-]+$/);
      assert.deepEqual(await sealer.decrypt('cookie', seal), value);
    }
  });

  it('the sealer uses a new nonce each time, also for many texts at once', async () => {
    const sealer = createSealer([SECRET], '');
    const seals = await Promise.all(Array.from({ length: 1000 }, () => sealer.encrypt('cookie', 1)));
    assert.equal(new Set(seals.map((seal) => seal.slice(0, 16))).size, 1000);
    assert.deepEqual(new Set(await Promise.all(seals.map((seal) => sealer.decrypt('cookie', seal)))), new Set([1]));
  });

  it('the encrypted text does not contain the value', async () => {
    const seal = await createSealer([SECRET], '').encrypt('cookie', 'session-1');
    assert.ok(!Buffer.from(seal, 'base64url').includes('session-1'));
  });

  it('the sealer rejects a text of another purpose, secret or scope', async () => {
    const seal = await createSealer([SECRET], 'playground').encrypt('cookie', 1);
    assert.equal(await createSealer([SECRET], 'playground').decrypt('callback', seal), undefined);
    assert.equal(await createSealer([OTHER], 'playground').decrypt('cookie', seal), undefined);
    assert.equal(await createSealer([SECRET], 'production').decrypt('cookie', seal), undefined);
  });

  it('the sealer rejects a text in which any character has changed', async () => {
    const sealer = createSealer([SECRET], '');
    const seal = await sealer.encrypt('cookie', { a: 1 });
    for (let i = 0; i < seal.length; i += 1) {
      const changed = `${seal.slice(0, i)}${seal[i] === 'A' ? 'B' : 'A'}${seal.slice(i + 1)}`;
      assert.equal(await sealer.decrypt('cookie', changed), undefined, `character ${i}`);
    }
  });

  it('the sealer survives any other text', async () => {
    const sealer = createSealer([SECRET], '');
    for (const text of ['', 'A', '=', 'ÅÄÖ', 'a'.repeat(99_999), 'AAAA', '../..', 'AAAAAAAAAAAAAAAAAAAAAAAA']) {
      assert.equal(await sealer.decrypt('cookie', text), undefined);
    }
  });

  it('the sealer encrypts with the first secret and decrypts with any, so that secrets can be rotated', async () => {
    const old = await createSealer([OTHER], '').encrypt('cookie', 'old');
    const both = createSealer([SECRET, OTHER], '');
    assert.equal(await both.decrypt('cookie', old), 'old');
    assert.equal(await createSealer([SECRET], '').decrypt('cookie', await both.encrypt('cookie', 'new')), 'new');
  });
});
