/** The files for browsers contain no server code and nothing twice, and stay small. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { parseSync } from 'vite';
import { measure } from '../../build/sizes.ts';
import { LANGUAGES } from '../../src/element/strings/load-strings.ts';
import { readImports } from '../support/module-graph.ts';
import { entries } from './read-package.ts';

/** Bytes of `cdn.js` as a CDN sends it (brotli): a packet or two, so that Klarna's script begins at once. */
const CDN_BUDGET_BYTES = 2_300;

/** Bytes of the element's code, likewise. 40,527 were measured last. */
const ELEMENT_BUDGET_BYTES = 41_000;

/** Bytes of the file that reads forms (brotli). The button waits for it, beside Klarna's script. */
const SHOPPER_DETAILS_BUDGET_BYTES = 8_800;

/** Bytes of a language, likewise. */
const LANGUAGE_BUDGET_BYTES = 1_850;

/** Bytes of what knows phone numbers (brotli): two thirds of it are the numbering plans of the world. Likewise. */
const PHONE_BUDGET_BYTES = 28_000;

const CDN = join('dist/cdn.js');
const CDN_ELEMENT = join('dist/cdn/element.js');

const OURS_IN_A_BROWSER = /^(\.\.\/)+src\/((index|define-tag)\.ts|(cdn|element|checkout|klarna)\/.+)$/;

const FROM_PACKAGES =
  /^(\.\.\/)+node_modules\/(lit|lit-html|lit-element|@lit\/reactive-element|ky|libphonenumber-js)\/|@oxc-project\+runtime/;

/** The bundler's source map names the files of a bundle. A file of re-exports has none. */
function readSources(file: string): string[] {
  const map = `${file}.map`;
  return existsSync(map) ? JSON.parse(readFileSync(map, 'utf8')).sources : [];
}

/** The files that a browser loads for an entry, the entry first. `later` are those that it loads with `import()`. */
function load(file: string): { files: string[]; later: string[]; packages: string[] } {
  const files = [file];
  const later = new Set<string>();
  const packages = new Set<string>();
  for (const path of files) {
    for (const read of readImports(path, readFileSync(path, 'utf8'))) {
      const next = join(dirname(path), read.specifier);
      if (!read.specifier.startsWith('.')) packages.add(read.specifier);
      else if (read.later) later.add(next);
      else if (!files.includes(next)) files.push(next);
    }
  }
  return { files, later: [...later].sort(), packages: [...packages].sort() };
}

const browserEntries = entries.flatMap(({ conditions: { default: file } }) => (file ? [join(file)] : []));

describe('the files for browsers', () => {
  for (const entry of browserEntries) {
    it(`The browser files contain no server code: ${entry}`, () => {
      const { files, later, packages } = load(entry);
      const sources = [...files, ...later].flatMap(readSources);
      assert.ok(sources.some((source) => OURS_IN_A_BROWSER.test(source)));
      assert.deepEqual(
        sources.filter((source) => !OURS_IN_A_BROWSER.test(source) && !FROM_PACKAGES.test(source)),
        [],
      );
      assert.deepEqual(
        packages.filter((name) => name.startsWith('node:')),
        [],
      );
    });
  }

  it('The browser files leave lit and ky to the page’s bundler, so that the page has each of them once', () => {
    for (const entry of browserEntries.filter((file) => basename(file) !== 'cdn.js')) {
      const names = load(entry).packages.map((path) => path.split('/')[0]);
      assert.deepEqual([...new Set(names)], basename(entry) === 'headless.js' ? ['ky'] : ['ky', 'lit'], entry);
    }
  });

  it('The entries . and ./element share one class, however a page imports it', () => {
    const [index, element] = ['dist/index.js', 'dist/element.js'].map((file) => load(join(file)).files.slice(1));
    assert.ok(index?.some((file) => element?.includes(file)));
  });

  it('cdn.js loads the element’s code, which needs no other file to start', () => {
    assert.deepEqual(load(CDN), { files: [CDN], later: [CDN_ELEMENT], packages: [] });
    const { files, packages } = load(CDN_ELEMENT);
    assert.deepEqual([files, packages], [[CDN_ELEMENT], []]);
  });

  it('cdn.js has every name of the entry . that is there at run time', () => {
    const names = (file: string) =>
      parseSync(file, readFileSync(file, 'utf8')).module.staticExports.flatMap(({ entries: exported }) =>
        exported.map(({ exportName }) => exportName.name),
      );
    assert.deepEqual(names('dist/cdn.js').sort(), names('dist/index.js').sort());
  });

  it('Each language but English is a file with a stable name, beside cdn.js as well', () => {
    for (const [entry, folder] of [
      [CDN_ELEMENT, 'dist/cdn/languages'],
      ['dist/index.js', 'dist/languages'],
    ] as const) {
      const languages = LANGUAGES.filter((language) => language !== 'en').map((language) => `${language}.js`);
      const { later } = load(join(entry));
      assert.deepEqual(
        later.filter((file) => dirname(file) === join(folder)),
        languages.map((file) => join(folder, file)),
      );
      const offered = readdirSync(folder).filter((file) => file.endsWith('.js'));
      assert.deepEqual(offered.sort(), languages);
    }
  });

  it('The phone numbers are loaded only if they are needed', (t) => {
    for (const [entry, packages] of [
      ['dist/cdn/phone.js', []],
      ['dist/phone.js', ['libphonenumber-js/min']],
    ] as const) {
      assert.deepEqual(load(join(entry)), { files: [join(entry)], later: [], packages });
    }
    for (const entry of [CDN_ELEMENT, 'dist/index.js', 'dist/element.js']) {
      const { files, later } = load(join(entry));
      assert.ok(
        later.some((file) => basename(file) === 'phone.js'),
        entry,
      );
      assert.ok(!files.flatMap(readSources).some((source) => source.includes('libphonenumber')), entry);
    }
    const { brotli } = measure('dist/cdn/phone.js');
    t.diagnostic(`${brotli} bytes`);
    assert.ok(brotli <= PHONE_BUDGET_BYTES, `${brotli} bytes`);
  });

  it('Each file beside cdn.js stands alone, so that any may be left out and cdn.js renamed', () => {
    const { later } = load(CDN_ELEMENT);
    assert.ok(later.includes(join('dist/cdn/order-button-law.js')));
    for (const file of later) assert.deepEqual(load(file), { files: [file], later: [], packages: [] });
  });

  it(`stay within ${LANGUAGE_BUDGET_BYTES} bytes for a language`, (t) => {
    const sizes = LANGUAGES.filter((language) => language !== 'en').map(
      (language) => [language, measure(`dist/cdn/languages/${language}.js`).brotli] as const,
    );
    t.diagnostic(sizes.map((size) => size.join(' ')).join(', '));
    assert.deepEqual(
      sizes.filter(([, brotli]) => brotli > LANGUAGE_BUDGET_BYTES),
      [],
    );
  });

  it(`stay within ${SHOPPER_DETAILS_BUDGET_BYTES} bytes for reading forms, apart from cdn.js`, (t) => {
    const { brotli } = measure('dist/cdn/shopper-details.js');
    t.diagnostic(`${brotli} bytes`);
    assert.ok(brotli <= SHOPPER_DETAILS_BUDGET_BYTES, `${brotli} bytes`);
    const { files } = load(CDN_ELEMENT);
    assert.ok(!files.flatMap(readSources).some((source) => source.endsWith('/form-fields.ts')));
  });

  for (const [file, budget] of [
    [CDN, CDN_BUDGET_BYTES],
    [CDN_ELEMENT, ELEMENT_BUDGET_BYTES],
  ] as const) {
    it(`stay within ${budget} bytes for ${file}`, (t) => {
      const { brotli } = measure(file);
      t.diagnostic(`${brotli} bytes`);
      assert.ok(brotli <= budget, `${brotli} bytes: find what has grown, or raise the budget and say why`);
    });
  }
});
