/** Tests the published surface: entries, their names and their exports. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import { entries } from './read-package.ts';

const ELEMENT = [
  'KlarnaAuthorizeEvent',
  'KlarnaBeforeAuthorizeEvent',
  'KlarnaCancelEvent',
  'KlarnaCheckoutButton',
  'KlarnaCheckoutError',
  'KlarnaCompleteEvent',
  'KlarnaErrorEvent',
  'KlarnaInvalidEvent',
  'KlarnaReadyEvent',
  'KlarnaSelectEvent',
  'KlarnaStatusEvent',
  'KlarnaUnavailableEvent',
];

/** Written out, so that nothing is published or withdrawn by accident. */
const EXPORTS: Record<string, string[]> = {
  '.': ELEMENT,
  './element': ELEMENT,
  './headless': ELEMENT.map((name) => (name === 'KlarnaCheckoutButton' ? 'KlarnaCheckout' : name)),
  './cdn': ELEMENT,
  './server': [
    'KlarnaApiError',
    'checkOrder',
    'createKlarnaApi',
    'createKlarnaHandler',
    'discountLines',
    'feeLines',
    'giftCardLine',
    'grossLine',
    'netLines',
    'openPageSession',
    'salesTaxLine',
    'salesTaxOn',
    'sumOrder',
    'untaxedLine',
  ],
  './server/node': ['toNodeListener'],
  './simulator': ['ConnectionLost', 'ScriptError', 'createKlarnaSimulator'],
  './simulator/testing': ['TEST_MARKETS', 'klarnaMiddleware', 'routeKlarna', 'startKlarna', 'testPerson', 'toFetch'],
};

describe('the package', () => {
  it('The package offers the documented entries, and no other', () => {
    assert.deepEqual(entries.map(({ path }) => path).sort(), Object.keys(EXPORTS).sort());
  });

  for (const { path, specifier, conditions } of entries) {
    it(`The package has every file of ${specifier}`, () => {
      assert.deepEqual(
        Object.values(conditions).filter((file) => !existsSync(file)),
        [],
      );
    });

    it(`The entry ${specifier} can be imported without a page, and has its exports`, async () => {
      assert.equal(typeof document, 'undefined');
      assert.deepEqual(Object.keys(await import(specifier)).sort(), EXPORTS[path]);
    });
  }

  it('The package hides server entries from bundlers for browsers, which would otherwise publish a secret', () => {
    const open = entries.filter(({ path, conditions }) => /server|simulator/.test(path) && 'default' in conditions);
    assert.deepEqual(open, []);
  });
});
