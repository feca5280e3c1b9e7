import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { splitName } from '../../../src/element/customer-details/fields/name.ts';

const SPLIT: Readonly<Record<string, [string | undefined, string | undefined]>> = {
  'Ada Byron': ['Ada', 'Byron'],
  'Ada King Byron': ['Ada King', 'Byron'],
  'Jan van der Berg': ['Jan', 'van der Berg'],
  'María de la Cruz': ['María', 'de la Cruz'],
  'Carl-Gustaf af Ugglas': ['Carl-Gustaf', 'af Ugglas'],
  'ada king byron': ['ada king', 'byron'],
  'ADA BYRON': ['ADA', 'BYRON'],
  'Byron, Ada King': ['Ada King', 'Byron'],
  '  Ada\u00a0 Byron ': ['Ada', 'Byron'],
  Ada: ['Ada', undefined],
  'Ada,': ['Ada', undefined],
  '': [undefined, undefined],
};

describe('a name in one field', () => {
  for (const [name, [given_name, family_name]] of Object.entries(SPLIT)) {
    it(`is split into given name and family name: "${name}"`, () => {
      const split = splitName(name);
      assert.deepEqual([split.given_name, split.family_name], [given_name, family_name]);
    });
  }

  it('keeps every word, in its order', () => {
    const word = fc.string({ minLength: 1 }).filter((text) => !/[\s,]/.test(text));
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const { given_name, family_name } = splitName(words.join(' '));
        const kept = [given_name, family_name].filter((part) => part !== undefined);
        assert.equal(kept.join(' '), words.join(' '));
        assert.ok(!kept.includes(''), 'a part is missing rather than empty');
      }),
    );
  });

  it('is split without an error, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        assert.ok(Object.values(splitName(name)).every((part) => part !== ''));
      }),
    );
  });
});
