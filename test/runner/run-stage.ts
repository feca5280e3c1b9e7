/** Runs one stage as a child process, within its time, and judges how it ended. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { COUNTS_FILE, readCounts } from './counts-file.ts';
import { type Ending, judgeCheck, judgeTests } from './judge.ts';
import type { Stage } from './stages.ts';
import type { StageResult } from './summary.ts';

/** Between being asked to end and being ended, in ms. */
const GRACE_MS = 10_000;

const root = fileURLToPath(new URL('../..', import.meta.url));

export async function runStage(stage: Stage): Promise<StageResult> {
  console.log(`\n── ${stage.name}`);
  const started = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'test-counts-'));
  const countsFile = join(folder, 'counts.json');
  try {
    const ending = await runNode(stage, { [COUNTS_FILE]: countsFile });
    const verdict = stage.kind === 'check' ? judgeCheck(ending) : judgeTests(ending, readCounts(countsFile));
    return { name: stage.name, seconds: (performance.now() - started) / 1000, ...verdict };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Tests print as they go. A check is silent unless it failed: nobody reads a green one. */
function runNode({ kind, args, limit }: Stage, env: Record<string, string>): Promise<Ending> {
  const { promise, resolve, reject } = Promise.withResolvers<Ending>();
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that a runner out of time takes its browsers with it.
    detached: process.platform !== 'win32',
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      // Runners draw progress with cursor movements, also without a terminal. In a log that is noise.
      const text = stripVTControlCharacters(chunk);
      if (kind === 'tests') process.stdout.write(text);
      else output.push(text);
    });
  }

  let timedOut = false;
  const kill = () => signalGroup(child.pid, 'SIGKILL');
  const timers = [
    // Asked first: a runner that is told to stop says what it was waiting for, and closes its browsers.
    setTimeout(() => {
      timedOut = true;
      signalGroup(child.pid, 'SIGTERM');
    }, limit * 60_000),
    setTimeout(kill, limit * 60_000 + GRACE_MS),
  ];
  process.once('exit', kill);
  child.once('error', reject);
  // Whatever it leaves behind goes with it: drivers and browsers of a runner that crashed, which would hold its output open.
  child.once('exit', kill);
  child.once('close', (code, signal) => {
    timers.forEach(clearTimeout);
    process.off('exit', kill);
    if (code !== 0) process.stdout.write(output.join(''));
    resolve({ code, signal, timedOut });
  });
  return promise;
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch (error) {
    // Gone already: what was wanted.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
