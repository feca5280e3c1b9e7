import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './support/temporary-folder.ts';

const MAIN = fileURLToPath(new URL('../../demo/server/main.ts', import.meta.url));

function run(context: TestContext, environment: Record<string, string>) {
  const shop = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH,
      DATABASE: join(temporaryFolder(context), 'shop.sqlite'),
      SIMULATOR_PORT: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  context.after(() => shop.kill('SIGKILL'));
  let complaint = '';
  shop.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  return { shop, complaint: () => complaint, exit: once(shop, 'exit') };
}

test('The shop prints its address, answers there, and stops on a signal', async (context) => {
  const { shop, exit, complaint } = run(context, { PORT: '0' });
  let url = '';
  const words: string[] = [];
  for await (const line of createInterface(shop.stdout)) {
    words.push(line);
    url = /^Shop ready at (http:\S+)$/.exec(line)?.[1] ?? '';
    if (url) break;
  }
  assert.match(words.join('\n'), /KLARNA SIMULATOR/);
  assert.equal((await fetch(url)).status, 200, complaint());
  shop.kill('SIGTERM');
  assert.deepEqual(await exit, [0, null]);
  assert.equal(complaint(), '');
});

test('The shop ends with a way to choose another port if the port is taken', async (context) => {
  const other = createServer().listen(0, '127.0.0.1');
  context.after(() => other.close());
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { exit, complaint } = run(context, { PORT: String(port) });
  assert.deepEqual(await exit, [1, null]);
  assert.match(complaint(), new RegExp(`Port ${port} is taken by another program.*PORT=\\d+ npm start`));
});

test('The shop ends with the name of the variable if the environment is wrong', async (context) => {
  const { exit, complaint } = run(context, { PORT: 'http' });
  assert.deepEqual(await exit, [1, null]);
  assert.match(complaint(), /PORT must be a number/);
  assert.doesNotMatch(complaint(), /at file:/, 'no stack');
});

test('The shop ends with the name of the variable if the database cannot be opened', async (context) => {
  const { exit, complaint } = run(context, { PORT: '0', DATABASE: '/dev/null/shop.sqlite' });
  assert.deepEqual(await exit, [1, null]);
  assert.match(complaint(), /Set DATABASE to the path of a file/);
});
