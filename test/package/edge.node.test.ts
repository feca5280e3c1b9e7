/**
 * A framework that renders pages at the edge imports the element there too. This runs it in workerd, the engine of
 * Workers.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { Miniflare } from 'miniflare';
import { build, type Rolldown } from 'vite';
import { specifierOf } from './read-package.ts';

describe('importing the element at the edge', () => {
  // Inside the package, so that its own name resolves to the built files, as it does for users.
  const shop = mkdtempSync(join('dist', 'edge-'));

  after(() => rmSync(shop, { recursive: true, force: true }));

  /** Bundled into a single file, as a tool for deployment does. */
  async function bundle(specifier: string, condition: string): Promise<string> {
    const file = join(shop, 'worker.js');
    writeFileSync(
      file,
      `import * as all from '${specifier}';
      export default { fetch: () => Response.json(Object.keys(all).sort()) };`,
    );
    const { output } = (await build({
      configFile: false,
      logLevel: 'warn',
      ssr: { target: 'webworker', noExternal: true, resolve: { conditions: [condition] } },
      build: { ssr: file, write: false, rollupOptions: { output: { codeSplitting: false } } },
    })) as Rolldown.RolldownOutput;
    return output[0].code;
  }

  for (const specifier of ['.', './element', './cdn'].map(specifierOf)) {
    for (const condition of ['workerd', 'edge-light']) {
      it(`does nothing, and gives what a page gets: ${specifier}, ${condition}`, async () => {
        const script = await bundle(specifier, condition);
        const worker = new Miniflare({ modules: true, script, compatibilityDate: '2026-01-01' });
        try {
          const response = await worker.dispatchFetch('http://shop.test/');
          assert.deepEqual(await response.json(), Object.keys(await import(specifier)).sort());
        } finally {
          await worker.dispose();
        }
      });
    }
  }
});
