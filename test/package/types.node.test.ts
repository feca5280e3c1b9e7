/**
 * Tests the published types. The package is packed as for the registry and installed beside a small shop. The shop must
 * compile, with checks of library files on.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { packInto } from './pack.ts';

const PROGRAMS = [
  { file: 'page.ts', lib: ['ES2022', 'DOM', 'DOM.Iterable'], types: [] },
  { file: 'server.ts', lib: ['ES2022'], types: ['node'] },
  // The DOM, because the simulator's types name those of the script it serves.
  { file: 'simulator.ts', lib: ['ES2022', 'DOM'], types: ['node'] },
];

const RESOLUTIONS = [
  { module: 'nodenext', moduleResolution: 'nodenext' },
  { module: 'esnext', moduleResolution: 'bundler' },
];

describe('the published types', () => {
  const shop = mkdtempSync(join(tmpdir(), 'shop-'));

  before(() => {
    const installed = join(shop, 'node_modules');
    mkdirSync(installed);
    packInto(join(installed, 'klarna-checkout-button'));
    for (const name of ['lit', 'ky', 'libphonenumber-js', '@types']) {
      symlinkSync(resolve('node_modules', name), join(installed, name), 'junction');
    }
    cpSync('test/package/consumer', shop, { recursive: true });
    writeFileSync(join(shop, 'package.json'), '{ "type": "module" }');
  });

  after(() => rmSync(shop, { recursive: true, force: true }));

  for (const resolution of RESOLUTIONS) {
    for (const { file, lib, types } of PROGRAMS) {
      it(`let ${file} compile with moduleResolution ${resolution.moduleResolution}`, () => {
        const config = join(shop, `tsconfig.${file}.${resolution.moduleResolution}.json`);
        const compilerOptions = { ...resolution, lib, types, target: 'es2022', strict: true, noEmit: true };
        writeFileSync(config, JSON.stringify({ compilerOptions, files: [file] }));
        const { status, stdout } = spawnSync(
          process.execPath,
          [resolve('node_modules/typescript/bin/tsc'), '-p', config],
          {
            encoding: 'utf8',
          },
        );
        assert.equal(status, 0, stdout);
      });
    }
  }
});
