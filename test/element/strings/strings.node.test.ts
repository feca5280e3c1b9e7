/** Compares all languages. The compiler finds missing keys; these tests find the other faults. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { en } from '../../../src/element/strings/en.ts';
import { LANGUAGES, languageOf, loadStrings } from '../../../src/element/strings/load-strings.ts';
import type { Strings } from '../../../src/element/strings/strings.ts';
import { MARKETS } from '../../../src/klarna/markets.ts';

const TOTAL = '1 234,50 €';
const LIST = 'A, B';

/** Every text by its path. Functions are called. */
function texts(strings: Strings): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') found.set(path, value);
    else if (typeof value === 'function') found.set(path, value(path === 'cartChanged' ? TOTAL : LIST));
    else for (const [key, inner] of Object.entries(value as object)) walk(inner, path ? `${path}.${key}` : key);
  };
  walk(strings, '');
  return found;
}

/** Languages may share the names of fields, but no messages. */
const isMessage = (path: string): boolean => path !== 'lang' && !path.startsWith('fields.');

const all = new Map<string, Map<string, string>>();
for (const language of LANGUAGES) all.set(language, texts(language === 'en' ? en : await loadStrings(language)));

const translations = [...all].filter(([language]) => language !== 'en');
const english = all.get('en') ?? assert.fail();

describe('the languages', () => {
  it('cover all of Klarna’s locales', () => {
    const locales = MARKETS.flatMap((market) => market.locales);
    const missing = locales.filter((locale) => languageOf(locale) !== locale.slice(0, 2));
    assert.deepEqual(missing, []);
    assert.deepEqual([...LANGUAGES].sort(), [...new Set(locales.map((locale) => locale.slice(0, 2)))].sort());
  });

  it('are found by every tag for them', () => {
    assert.equal(languageOf('DE'), 'de');
    assert.equal(languageOf('sv_FI'), 'sv');
    assert.equal(languageOf('zh-Hant-TW'), undefined);
    assert.equal(languageOf('nn-NO'), 'nb');
    assert.equal(languageOf('no'), 'nb');
    // A tag with three letters is another language.
    assert.equal(languageOf('deu'), undefined);
    for (const nothing of [undefined, '', '*', 'constructor']) assert.equal(languageOf(nothing), undefined);
  });

  it('do not share a message, because a copy is not translated', () => {
    const owners = new Map<string, string>();
    for (const [language, entries] of all) {
      for (const [path, text] of entries) {
        if (!isMessage(path) || text.length < 25) continue;
        const owner = owners.get(text);
        // Czech and Slovak share some sentences.
        if (language === 'sk' && owner === 'cs') continue;
        assert.equal(owner, undefined, `${path} is the same in ${language} and ${owner}`);
        owners.set(text, language);
      }
    }
  });
});

for (const [language, entries] of translations) {
  describe(`the texts in ${language}`, () => {
    it('say which language they are', () => assert.equal(languageOf(entries.get('lang')), language));

    it('have the keys of English and no other', () =>
      assert.deepEqual([...entries.keys()].sort(), [...english.keys()].sort()));

    it('contain no English', () => {
      for (const [path, text] of entries) {
        if (!isMessage(path)) continue;
        assert.notEqual(text, english.get(path), path);
        assert.doesNotMatch(text, /\b(the|your|you|please|again|nothing|pay|cart)\b/i, path);
      }
    });

    it('contain the total and the fields that they are given', () => {
      assert.equal(entries.get('cartChanged')?.split(TOTAL).length, 2);
      assert.equal(entries.get('invalid')?.split(LIST).length, 2);
    });

    it('name Klarna if English does, and end as English does', () => {
      for (const [path, text] of english) {
        if (!isMessage(path)) continue;
        const here = entries.get(path) ?? '';
        if (!path.startsWith('closed') && path !== 'expiredAnew') {
          assert.equal(/klarn/i.test(here), /klarn/i.test(text), `${path}: ${here}`);
        }
        assert.equal(/[.…!]$/.exec(here)?.[0] ?? '', /[.…!]$/.exec(text)?.[0] ?? '', `${path}: ${here}`);
      }
    });

    it('fit on the ribbon of a narrow element', () => assert.ok((entries.get('ribbon')?.length ?? 99) <= 33));

    it('have the punctuation of the language', () => {
      for (const [path, text] of entries) {
        assert.equal(text, text.trim().normalize('NFC'), path);
        assert.doesNotMatch(text, / {2}|'|"|\.\.\.|\$\{|undefined/, path);
      }
    });
  });
}

describe('the texts', () => {
  it('are all used', () => {
    const code = globSync('src/element/**/*.ts')
      .filter((file) => !/[\\/]strings[\\/]/.test(file))
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const unsaid = Object.keys(en).filter(
      (key) => !new RegExp(`\\.${key}\\b|\\b${key}\\b.*: Strings|'${key}'`).test(code),
    );
    assert.deepEqual(unsaid, []);
  });

  it('have no ß in German, so that they fit Switzerland', () => {
    for (const [path, text] of all.get('de') ?? []) assert.doesNotMatch(text, /ß/, path);
  });

  it('have no line in French that starts with a colon or an exclamation mark', () => {
    for (const [path, text] of all.get('fr') ?? []) assert.doesNotMatch(text, /[^\u00a0][:!?;]/, path);
  });
});
