/** The command `klarna-simulator` as a process, from the sources. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import { readArguments } from '../../src/simulator/cli/read-arguments.ts';
import { SESSION } from './support/support.ts';

const FILE = new URL('../../src/simulator/cli.ts', import.meta.url).pathname;

const started: ChildProcess[] = [];

function start(...args: string[]) {
  const child = spawn(process.execPath, [FILE, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  const output = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    output.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.err += chunk;
  });
  return { child, output };
}

async function finish(...args: string[]) {
  const { child, output } = start(...args);
  const [code] = await once(child, 'close');
  return { code, ...output };
}

/** Waits for the greeting and returns the address in it. */
async function listening(...args: string[]) {
  const { child, output } = start('--port', '0', ...args);
  while (!output.out.includes('Ctrl+C')) {
    await Promise.race([once(child.stdout, 'data'), once(child, 'close').then(() => assert.fail(output.err))]);
  }
  const url = /listening on (\S+)/.exec(output.out)?.[1] ?? assert.fail(output.out);
  return { child, output, url };
}

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

const open = async (url: string, credentials = 'any:thing') => {
  const response = await fetch(`${url}/payments/v1/sessions`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(credentials)}`, 'content-type': 'application/json' },
    body: JSON.stringify(SESSION),
  });
  return { status: response.status, body: response.status === 200 ? await response.json() : undefined };
};

describe('The command klarna-simulator', () => {
  it('The command listens, and prints its address and the shop’s settings', async () => {
    const { url, output } = await listening();
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.ok(output.out.includes(`${url}/kp/lib/v1/api.js`));
    assert.ok(output.out.includes(`environment: new URL('${url}')`));
    assert.equal((await fetch(`${url}/kp/lib/v1/api.js`)).status, 200);
    assert.equal((await open(url)).status, 200);
  });

  it('The command ends with 0 if it is interrupted', async () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const { child } = await listening();
      child.kill(signal);
      assert.deepEqual(await once(child, 'close'), [0, null]);
    }
  });

  it('The command repeats ids with --seed', async () => {
    const [first, second] = [await listening('--seed', 'a'), await listening('--seed', 'a')];
    assert.equal((await open(first.url)).body.session_id, (await open(second.url)).body.session_id);
  });

  it('The command accepts only its credentials, and does not print the password', async () => {
    const { url, output } = await listening('--username', 'PK1', '--password', 'a-secret-of-mine');
    assert.equal((await open(url)).status, 401);
    assert.equal((await open(url, 'PK1:a-secret-of-mine')).status, 200);
    assert.ok(!output.out.includes('a-secret-of-mine'));
  });

  it('The command offers a single way to pay, and uses the shop’s name', async () => {
    const { url } = await listening('--single-category', '--merchant-name', 'Lugn & Ro');
    const { body } = await open(url);
    assert.deepEqual(
      body.payment_method_categories.map((category: { identifier: string }) => category.identifier),
      ['klarna'],
    );
    const claims = JSON.parse(Buffer.from(body.client_token.split('.')[1], 'base64url').toString());
    assert.equal(claims.merchant_name, 'Lugn & Ro');
  });

  it('The command sends browsers to the public address', async () => {
    const { url, output } = await listening('--public-url', 'https://klarna.shop.example/');
    assert.ok(output.out.includes(`new URL('${url}')`));
    assert.ok(output.out.includes("sdkUrl = 'https://klarna.shop.example/kp/lib/v1/api.js'"));
    assert.match(output.out, /Control page {2}https:\/\/klarna\.shop\.example\/\n/);
    const { body } = await open(url);
    const claims = JSON.parse(Buffer.from(body.client_token.split('.')[1], 'base64url').toString());
    assert.equal(claims.base_url, 'https://klarna.shop.example');
  });

  it('The command limits calls and stored records if told to', async () => {
    const { url } = await listening('--rate-limit', '--capacity', '2');
    const statuses = await Promise.all(Array.from({ length: 20 }, async () => (await open(url)).status));
    assert.ok(statuses.includes(429), String(statuses));
    const { capacity, counts } = await (await fetch(`${url}/simulator/state`)).json();
    assert.deepEqual([capacity, counts.sessions], [2, 2]);
  });

  it('The command prints its help and its version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    assert.deepEqual(await finish('--version'), { code: 0, out: `${version}\n`, err: '' });
    const { code, out } = await finish('--help');
    assert.equal(code, 0);
    for (const option of [
      ...['port', 'host', 'seed', 'username', 'password', 'merchant-name', 'single-category'],
      ...['public-url', 'rate-limit', 'capacity', 'billing-country-overrides'],
    ])
      assert.ok(out.includes(`--${option} `), option);
  });

  for (const [args, words] of [
    [['--prot', '3001'], /--prot/],
    [['start'], /start/],
    [['--port', 'x'], /whole number/],
    [['--port', '70000'], /whole number/],
    [['--port'], /--port/],
    [['--username', 'PK1'], /go together/],
    [['--seed', ''], /--seed must not be empty/],
    [['--public-url', 'localhost:3001'], /--public-url must be a whole address/],
    [['--public-url', 'nonsense'], /--public-url must be a whole address/],
    [['--capacity', '0'], /--capacity must be a whole number, 1 or more/],
    [['--capacity', '1e4'], /--capacity must be a whole number, 1 or more/],
  ] as const) {
    it(`The command answers ${args.join(' ')} with a message and exit code 2`, async () => {
      const { code, out, err } = await finish(...args);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, words);
      assert.match(err, /--help/);
      assert.doesNotMatch(err, /\n\s+at /);
    });
  }

  it('The command reports a port that is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { code, err } = await finish('--port', String(port));
    server.close();
    assert.equal(code, 1);
    assert.match(err, new RegExp(`Port ${port} is taken`));
  });

  it('The command reports a host that is not of this machine', async () => {
    const { code, err } = await finish('--port', '0', '--host', '192.0.2.1');
    assert.equal(code, 1);
    assert.match(err, /no address of this machine/);
  });

  it('The command listens on 3001 of this machine by default', () => {
    assert.deepEqual(readArguments([]), {
      name: 'listen',
      where: { port: 3001, host: '127.0.0.1' },
      options: { sdk: 'current' },
    });
  });
});
