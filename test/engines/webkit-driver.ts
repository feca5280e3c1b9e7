/** WebKitGTK's driver, on a port of its own. If the machine has no screen, it also gets a virtual one. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';

interface WebKitDriver {
  /** The address of the driver. */
  url: string;
  /** Ends the driver, with all its browsers and its screen. */
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 30_000;

export async function startWebKitDriver(driverPath: string): Promise<WebKitDriver> {
  const children: ChildProcess[] = [];
  const start = (command: string, args: string[], env: NodeJS.ProcessEnv, fd3: 'pipe' | 'ignore' = 'ignore') => {
    // No pipe of ours, because a browser that outlives its driver would keep the test runner from ending.
    const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'ignore', fd3] });
    children.push(child);
    return child;
  };
  const killAll = () => {
    for (const child of children) child.kill();
  };
  const stop = async () => {
    process.off('exit', killAll);
    const ends = children.filter(isRunning).map((child) => once(child, 'exit'));
    killAll();
    await Promise.all(ends);
  };
  process.once('exit', killAll);

  try {
    const env = { ...process.env };
    if (!hasScreen()) env.DISPLAY = await nameOfScreen(start('Xvfb', XVFB, env, 'pipe'));
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    await untilReady(start(driverPath, ['--host=127.0.0.1', `--port=${port}`], env), url);
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Xvfb chooses a free number for its screen, and writes it to descriptor 3. */
const XVFB = ['-displayfd', '3', '-screen', '0', '1280x2400x24', '-nolisten', 'tcp'];

const hasScreen = (): boolean => Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

const isRunning = ({ pid, exitCode, signalCode }: ChildProcess): boolean =>
  pid !== undefined && exitCode === null && signalCode === null;

async function nameOfScreen(xvfb: ChildProcess): Promise<string> {
  const pipe = xvfb.stdio[3] as Readable;
  const [number] = await Promise.race([
    once(pipe, 'data', { signal: AbortSignal.timeout(START_TIMEOUT_MS) }),
    failsWith(xvfb, 'Xvfb'),
  ]);
  return `:${String(number).trim()}`;
}

/** The driver cannot choose a port itself. Another process may take this one before the driver starts. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port is free.');
  return address.port;
}

async function untilReady(driver: ChildProcess, url: string): Promise<void> {
  const limit = AbortSignal.timeout(START_TIMEOUT_MS);
  const ready = async () => {
    while (!(await answers(`${url}/status`, limit))) await wait(50, undefined, { signal: limit });
  };
  await Promise.race([ready(), failsWith(driver, 'WebKitWebDriver')]);
}

const answers = (url: string, signal: AbortSignal): Promise<boolean> =>
  fetch(url, { signal }).then(
    ({ ok }) => ok,
    // The driver does not listen yet, or the time is over, which ends the loop.
    () => false,
  );

/** Never resolves; rejects if the process fails. */
function failsWith(child: ChildProcess, name: string): Promise<never> {
  return new Promise((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${name} ended with code ${code}.`)));
  });
}
