import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, it } from 'node:test';
import { COUNTS_FILE } from './counts-file.ts';
import { runStage } from './run-stage.ts';

const script = (code: string): string[] => ['--input-type=module', '--eval', code];

const COUNTS = `import { writeFileSync } from 'node:fs';
  writeFileSync(process.env.${COUNTS_FILE}, JSON.stringify({ passed: 3, failed: 0, skipped: 1 }));`;

describe('a stage', () => {
  it('A stage is judged by the end of its process', async () => {
    const good = await runStage({ name: 'good', kind: 'check', args: script(''), limit: 1 });
    assert.deepEqual(good.counts, { passed: 1, failed: 0, skipped: 0 });
    const bad = await runStage({ name: 'bad', kind: 'check', args: script('process.exitCode = 3'), limit: 1 });
    assert.deepEqual(bad.counts, { passed: 0, failed: 1, skipped: 0 });
  });

  it('A stage of tests has the counts of its reporter', async () => {
    const { counts, remark } = await runStage({ name: 'tests', kind: 'tests', args: script(COUNTS), limit: 1 });
    assert.deepEqual([counts, remark], [{ passed: 3, failed: 0, skipped: 1 }, undefined]);
  });

  it('A stage of tests that crashes after counting has a failure', async () => {
    const args = script(`${COUNTS} process.kill(process.pid, 'SIGKILL');`);
    const { counts } = await runStage({ name: 'crash', kind: 'tests', args, limit: 1 });
    assert.deepEqual(counts, { passed: 3, failed: 1, skipped: 1 });
  });

  it('A stage leaves no process behind', { skip: process.platform === 'win32' && 'no process groups' }, async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    // Listened to from the first moment: the line may be cut before the stage is judged.
    const cut = once(server, 'connection').then(([line]) => once(line.resume(), 'close'));
    // Ends when the one that it has left behind has called: that one would hold the line for ever.
    const left = `require('node:net').connect(${port}, '127.0.0.1', () => process.send('called'))`;
    const child = `import { spawn } from 'node:child_process';
      const left = spawn(process.execPath, ['--eval', ${JSON.stringify(left)}], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      left.once('message', () => process.exit());`;
    await runStage({ name: 'forgetful', kind: 'check', args: script(child), limit: 1 });
    await cut;
    server.close();
  });

  it('A stage that hangs is ended, and has failed', async () => {
    const args = script('setInterval(() => {}, 1000)');
    const { counts, remark } = await runStage({ name: 'hang', kind: 'tests', args, limit: 1 / 200 });
    assert.deepEqual([counts.failed, remark], [1, 'ran out of time']);
  });
});
