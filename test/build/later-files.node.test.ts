import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { build } from 'vite';
import { type LaterFile, laterFiles } from '../../build/later-files.ts';

describe('what a module imports later', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'later-'));
    mkdirSync(join(root, 'words'));
    writeFileSync(join(root, 'words/sv.ts'), `export const sv: string = 'hej';`);
    writeFileSync(join(root, 'near.ts'), `export const near = 'near';`);
    writeFileSync(
      join(root, 'entry.ts'),
      `import { near } from './near.ts';
       export const load = async (again = false) => [near, await import('./words/sv.ts'), again && import('./words/sv.ts')];`,
    );
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('A later import is left out of the bundle, named once, and found beside it', async () => {
    const found: LaterFile[] = [];
    const output = await build({
      root,
      configFile: false,
      logLevel: 'error',
      plugins: [laterFiles(() => 'entry/sv', found)],
      build: {
        write: false,
        minify: false,
        lib: { entry: join(root, 'entry.ts'), formats: ['es'], fileName: 'entry' },
      },
    });
    assert.ok(Array.isArray(output));
    const chunks = output.flatMap((bundle) => bundle.output);
    assert.equal(chunks.length, 1);
    const [chunk] = chunks;
    assert.ok(chunk?.type === 'chunk');
    assert.match(chunk.code, /import\("\.\/entry\/sv\.js"\)/);
    assert.match(chunk.code, /near/);
    assert.doesNotMatch(chunk.code, /hej/);
    assert.deepEqual(found, [{ name: 'entry/sv', source: join(root, 'words/sv.ts') }]);
  });
});
