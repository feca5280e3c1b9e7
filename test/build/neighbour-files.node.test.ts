import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { neighbourFiles } from '../../build/neighbour-files.ts';

describe('files named beside a module', () => {
  let root: string;
  let transform: (code: string, id: string) => unknown;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'neighbour-'));
    mkdirSync(join(root, 'src/simulator/pages'), { recursive: true });
    writeFileSync(join(root, 'src/simulator/pages/badge.svg'), '<svg/>');
    const plugin = neighbourFiles(`${root}/src/`, join(root, 'dist'));
    assert.ok(typeof plugin.transform === 'function');
    transform = plugin.transform.bind({} as ThisParameterType<typeof plugin.transform>) as typeof transform;
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const page = () => join(root, 'src/simulator/pages/page.ts');

  it('A neighbour file is copied, and found from the place of the built module', () => {
    assert.deepEqual(transform(`read(new URL('./badge.svg', import.meta.url));`, page()), {
      code: `read(new URL('./simulator/pages/badge.svg', import.meta.url));`,
      map: null,
    });
    assert.equal(readFileSync(join(root, 'dist/simulator/pages/badge.svg'), 'utf8'), '<svg/>');
  });

  it('A neighbour may be a folder', () => {
    assert.deepEqual(transform(`new URL("../pages/", import.meta.url)`, page()), {
      code: `new URL('./simulator/pages/', import.meta.url)`,
      map: null,
    });
    assert.equal(readFileSync(join(root, 'dist/simulator/pages/badge.svg'), 'utf8'), '<svg/>');
  });

  it('A neighbour must be a published file', () => {
    assert.throws(() => transform(`new URL('../../../package.json', import.meta.url)`, page()), /outside of src/);
  });

  it('A neighbour in another form of URL is refused', () => {
    assert.throws(() => transform('dirname(import.meta.url)', page()), /write new URL/);
  });

  it('Modules without neighbours stay unchanged', () => {
    assert.equal(transform('export const a = 1;', page()), undefined);
    assert.equal(transform('import.meta.url', join(root, 'node_modules/ky/index.js')), undefined);
  });
});
