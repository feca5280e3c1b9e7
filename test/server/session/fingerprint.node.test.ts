import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fingerprint } from '../../../src/server/session/fingerprint.ts';
import { cartOf } from '../support/shop.ts';

describe('a fingerprint', () => {
  it('the fingerprint of a text is the same in every process', () => {
    assert.equal(fingerprint(''), '58dc62099bb31115');
    assert.equal(fingerprint('{"order_amount":9500}'), 'ab118f7eccd25f06');
  });

  it('the fingerprint changes with every amount, name and place of a cart', () => {
    const seen = new Map<string, string>();
    for (let total = 5; total <= 250_000; total += 5) {
      const text = JSON.stringify(cartOf(total));
      const print = fingerprint(text);
      assert.equal(seen.get(print), undefined, text);
      seen.set(print, text);
    }
  });

  it('the fingerprint changes if a character is swapped, changed, added or removed', () => {
    const edits = fc.record({ text: fc.string({ minLength: 2, unit: 'binary' }), at: fc.nat(), by: fc.string() });
    fc.assert(
      fc.property(edits, ({ text, at, by }) => {
        const i = at % (text.length - 1);
        const swapped = text.slice(0, i) + text.charAt(i + 1) + text.charAt(i) + text.slice(i + 2);
        const replaced = text.slice(0, i) + by + text.slice(i + 1);
        for (const other of [swapped, replaced, `${text}\0`, text.slice(1)]) {
          assert.equal(fingerprint(other) === fingerprint(text), other === text, JSON.stringify([text, other]));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('the smallest change turns about half of the fingerprint’s bits', () => {
    const bits = (text: string) => BigInt(`0x${fingerprint(text)}`);
    let turned = 0;
    const rounds = 2000;
    for (let n = 0; n < rounds; n += 1) {
      const difference = bits(`order_amount ${n}`) ^ bits(`order_amount ${n + 1}`);
      turned += difference.toString(2).replaceAll('0', '').length;
    }
    const mean = turned / rounds;
    assert.ok(mean > 30 && mean < 34, `${mean} of 64`);
  });
});
