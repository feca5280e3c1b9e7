import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readTitle } from '../../../src/element/customer-details/fields/title.ts';

describe('a title', () => {
  it('is sent in Klarna’s spelling', () => {
    assert.equal(readTitle(['frau'], 'DE'), 'Frau');
    assert.equal(readTitle(['Mr.'], 'GB'), 'Mr');
    assert.equal(readTitle(['Dhr'], 'NL'), 'Dhr.');
    assert.equal(readTitle(['Sig.ra'], 'CH'), 'Sig.ra');
    assert.equal(readTitle(['1', 'Herr'], 'DE'), 'Herr', 'a select shows it and has a number as its value');
  });

  it('is left out where Klarna knows none like it, rather than refused', () => {
    assert.equal(readTitle(['Dr.'], 'DE'), undefined);
    assert.equal(readTitle(['Frau'], 'GB'), undefined);
    assert.equal(readTitle(['Mr'], 'SE'), undefined);
    assert.equal(readTitle(['Mr'], undefined), undefined);
    assert.equal(readTitle([], 'DE'), undefined);
  });
});
