import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSealer } from '../../../src/server/crypto/sealer.ts';
import { SECRET } from '../support/shop.ts';

const OTHER = `${SECRET}, but of another shop`;

describe('a seal', () => {
  it('opens to what was sealed, and no two are alike', async () => {
    const sealer = createSealer([SECRET], 'scope');
    const value = { session_id: 'å', n: 1 };
    const seals = await Promise.all([sealer.seal('cookie', value), sealer.seal('cookie', value)]);
    assert.notEqual(seals[0], seals[1]);
    for (const seal of seals) {
      assert.match(seal, /^[\w-]+$/);
      assert.deepEqual(await sealer.open('cookie', seal), value);
    }
  });

  it('takes a new nonce each time, also when many are made at once', async () => {
    const sealer = createSealer([SECRET], '');
    const seals = await Promise.all(Array.from({ length: 1000 }, () => sealer.seal('cookie', 1)));
    assert.equal(new Set(seals.map((seal) => seal.slice(0, 16))).size, 1000);
    assert.deepEqual(new Set(await Promise.all(seals.map((seal) => sealer.open('cookie', seal)))), new Set([1]));
  });

  it('hides what it holds', async () => {
    const seal = await createSealer([SECRET], '').seal('cookie', 'session-1');
    assert.ok(!Buffer.from(seal, 'base64url').includes('session-1'));
  });

  it('does not open for another purpose, secret or scope', async () => {
    const seal = await createSealer([SECRET], 'playground').seal('cookie', 1);
    assert.equal(await createSealer([SECRET], 'playground').open('callback', seal), undefined);
    assert.equal(await createSealer([OTHER], 'playground').open('cookie', seal), undefined);
    assert.equal(await createSealer([SECRET], 'production').open('cookie', seal), undefined);
  });

  it('does not open when one character is changed, wherever it is', async () => {
    const sealer = createSealer([SECRET], '');
    const seal = await sealer.seal('cookie', { a: 1 });
    for (let i = 0; i < seal.length - 1; i += 1) {
      const changed = `${seal.slice(0, i)}${seal[i] === 'A' ? 'B' : 'A'}${seal.slice(i + 1)}`;
      assert.equal(await sealer.open('cookie', changed), undefined, `character ${i}`);
    }
  });

  it('survives anything else', async () => {
    const sealer = createSealer([SECRET], '');
    for (const text of ['', 'A', '=', 'ÅÄÖ', 'a'.repeat(99_999), 'AAAA', '../..', 'AAAAAAAAAAAAAAAAAAAAAAAA']) {
      assert.equal(await sealer.open('cookie', text), undefined);
    }
  });

  it('is made with the first secret and opened with any, so that secrets can be changed', async () => {
    const old = await createSealer([OTHER], '').seal('cookie', 'old');
    const both = createSealer([SECRET, OTHER], '');
    assert.equal(await both.open('cookie', old), 'old');
    assert.equal(await createSealer([SECRET], '').open('cookie', await both.seal('cookie', 'new')), 'new');
  });
});
