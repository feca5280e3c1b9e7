/** The installed command: the built file, started by its first line. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { listPackedFiles } from './pack.ts';

const manifest: { version: string; bin: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'));

describe('the command klarna-simulator', () => {
  const file = manifest.bin['klarna-simulator'] ?? assert.fail('package.json names no command');

  it('The command is published, and begins with the line that finds Node', () => {
    assert.ok(listPackedFiles().includes(file.replace('./', '')));
    assert.match(readFileSync(file, 'utf8'), /^#!\/usr\/bin\/env node\n/);
  });

  it('The command prints its version', () => {
    const { status, stdout } = spawnSync(process.execPath, [file, '--version'], { encoding: 'utf8' });
    assert.deepEqual([status, stdout], [0, `${manifest.version}\n`]);
  });

  it('The command serves the SDK and the control page until it is ended', async () => {
    const child = spawn(process.execPath, [file, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [greeting] = await once(child.stdout, 'data');
      const url = /listening on (\S+)/.exec(String(greeting))?.[1] ?? assert.fail(String(greeting));
      for (const path of ['/', '/kp/lib/v1/api.js', '/kp/scripts/control.js', '/simulator/state']) {
        assert.equal((await fetch(url + path)).status, 200, path);
      }
      child.kill('SIGINT');
      assert.deepEqual(await once(child, 'close'), [0, null]);
    } finally {
      child.kill('SIGKILL');
    }
  });
});

describe('the command klarna-endpoint-check', () => {
  const file = manifest.bin['klarna-endpoint-check'] ?? assert.fail('package.json names no command');

  it('The command is published, and lists its rules', () => {
    assert.ok(listPackedFiles().includes(file.replace('./', '')));
    const { status, stdout } = spawnSync(process.execPath, [file, '--list'], { encoding: 'utf8' });
    assert.equal(status, 0);
    assert.match(stdout, /^session-opens /m);
  });
});
