import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { starts } from './candidate.ts';
import { findEngine } from './find-engine.ts';
import { firefoxCandidates } from './firefox.ts';

const elsewhere = process.platform !== 'linux' && 'is found in a fixed place there';

describe('Firefox', { skip: elsewhere }, () => {
  const { PATH } = process.env;
  let folder: string;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'firefox-')));
    writeFileSync(join(folder, 'firefox'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    process.env.PATH = folder;
  });
  afterEach(() => {
    process.env.PATH = PATH;
    rmSync(folder, { recursive: true });
  });

  const onSystem = () => firefoxCandidates().filter(({ id }) => id !== 'playwright');

  it('Firefox on PATH is found once, however many names it has', () => {
    symlinkSync('firefox', join(folder, 'firefox-esr'));
    assert.deepEqual(
      onSystem().map(({ id }) => id),
      [join(folder, 'firefox')],
    );
  });

  it('A Firefox that does not start is not used', async () => {
    const [candidate] = onSystem();
    assert.ok(candidate);
    const log = mock.method(console, 'log', () => {});
    const error = mock.method(console, 'error', () => {});
    assert.equal(await starts(candidate), false);
    assert.match(String(log.mock.calls[0]?.arguments[0]), /^Firefox \(.*\) is here, but does not start: /);
    log.mock.restore();
    error.mock.restore();
  });

  it('A child process uses the Firefox of its parent, or none', async () => {
    const path = join(folder, 'firefox');
    for (const [chosen, found] of [
      [path, path],
      ['/gone', undefined],
    ]) {
      process.env.TEST_ENGINE_FIREFOX = chosen;
      assert.equal((await findEngine('firefox', { install: false }))?.id, found);
    }
    delete process.env.TEST_ENGINE_FIREFOX;
  });
});
