import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toLocale } from '../../../src/element/language/to-locale.ts';

describe('toLocale', () => {
  for (const [tag, locale] of [
    ['de-AT', 'de-AT'],
    ['en_US', 'en-US'],
    [' pt-br ', 'pt-BR'],
    ['zh-Hans-CN', 'zh-Hans-CN'],
    ['es-419', 'es-419'],
    ['de-DE-u-co-phonebk', 'de-DE'],
    ['de-x-foo', 'de'],
    ['sl-rozaj', 'sl'],
    ['{{lang}}', undefined],
    ['sr@latin', undefined],
    ['en_US.UTF-8', undefined],
    ['x-foo', undefined],
    ['', undefined],
    [undefined, undefined],
  ] as const) {
    it(`turns ${tag} into ${locale}`, () => assert.equal(toLocale(tag), locale));
  }
});
