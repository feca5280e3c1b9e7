/** Browser code is sent as the source text of functions, without the rest of their modules. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { Script } from 'node:vm';
import { PAGE_SCRIPTS, SDK_SCRIPTS } from '../../../src/simulator/browser/scripts.ts';

const folder = new URL('../../../src/simulator/browser/', import.meta.url);

/** These two assemble scripts on the server. All other files are parts. */
const ON_THE_SERVER = ['scripts.ts', 'to-script.ts'];

const files = (await readdir(folder, { recursive: true })).filter(
  (name) => name.endsWith('.ts') && !ON_THE_SERVER.includes(name),
);

describe('Browser parts of the simulator', () => {
  it('The test finds the browser parts', () => assert.ok(files.length >= 10));

  for (const name of files) {
    it(`${name} imports types only and has nothing outside its function`, async () => {
      const text = await readFile(new URL(name, folder), 'utf8');
      assert.doesNotMatch(text, /^import (?!type )/m);
      const values = [...text.matchAll(/^(?:export )?(?:const|let|var|class|(?:async )?function) +(\w+)/gm)];
      assert.ok(values.length <= 1, values.map(([, value]) => value).join(', '));
    });
  }

  it('The assembled scripts parse and contain no server code', () => {
    for (const script of [...Object.values(SDK_SCRIPTS), ...PAGE_SCRIPTS.values()]) {
      assert.ok(new Script(script));
      assert.doesNotMatch(script, /\bprocess\.|\brequire\(|import\.meta/);
    }
  });
});
