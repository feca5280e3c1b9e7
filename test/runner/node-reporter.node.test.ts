/** The reporter in a real `node --test`, on files that go wrong in each of the ways a file can. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { COUNTS_FILE, readCounts } from './counts-file.ts';

const REPORTER = resolve('test/runner/reporters/node-reporter.ts');

describe('the reporter of the node tests', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reporter-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function run(source: string) {
    writeFileSync(join(folder, 'it.test.mjs'), source);
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { stdout } = spawnSync(process.execPath, ['--test', `--test-reporter=${REPORTER}`, 'it.test.mjs'], {
      cwd: folder,
      env: { ...env, [COUNTS_FILE]: join(folder, 'counts') },
      encoding: 'utf8',
    });
    return { counts: readCounts(join(folder, 'counts')), stdout };
  }

  const imports = `import { after, describe, it } from 'node:test';\n`;

  it('The node reporter counts tests and not suites, and prints nothing about passed tests', () => {
    const { counts, stdout } = run(`${imports} describe('a', () => {
      it('works', () => console.log('noise')); it.skip('is left out', () => {}); it.todo('is to come');
    });`);
    assert.deepEqual(counts, { passed: 1, failed: 0, skipped: 2 });
    assert.equal(stdout, '1 passed, 0 failed, 2 skipped\n');
  });

  it('The node reporter prints a failure with its path, its error and the output of its file', () => {
    const { counts, stdout } = run(`${imports} describe('a', () => {
      it('works', () => {}); it('breaks', () => { console.log('a trace'); throw new Error('of glass'); });
    });`);
    assert.deepEqual(counts, { passed: 1, failed: 1, skipped: 0 });
    assert.match(
      stdout,
      /✗ a › breaks\n.*it\.test\.mjs:3\n.*Error: of glass[\s\S]*Output of it\.test\.mjs:\n {2}a trace/,
    );
  });

  it('The node reporter counts a file that does not load as a failure', () => {
    const { counts, stdout } = run(`import './missing.mjs';`);
    assert.deepEqual(counts, { passed: 0, failed: 1, skipped: 0 });
    assert.match(stdout, /missing\.mjs/);
  });

  it('The node reporter counts a file without a test as a failure', () => {
    assert.deepEqual(run('export {};').counts, { passed: 0, failed: 1, skipped: 0 });
  });

  it('The node reporter counts a hook that fails after its tests', () => {
    const { counts } = run(`${imports} describe('a', () => {
      it('works', () => {}); after(() => { throw new Error('late'); });
    });`);
    assert.deepEqual(counts, { passed: 1, failed: 1, skipped: 0 });
  });

  it('The node reporter counts an error after the last test', () => {
    const { counts } = run(`${imports} it('works', () => { setTimeout(() => { throw new Error('late'); }, 1); });`);
    assert.deepEqual(counts, { passed: 1, failed: 1, skipped: 0 });
  });
});
