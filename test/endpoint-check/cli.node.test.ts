/** The command, with an endpoint on a port of this machine. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { run } from '../../src/endpoint-check/cli/run.ts';
import { RULES } from '../../src/endpoint-check/rules/index.ts';
import { listen } from '../../src/simulator/listen.ts';
import { createTestShop } from './support/test-shop.ts';

let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'endpoint-check-'));
});
after(() => rm(folder, { recursive: true }));

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function runCommand(...args: string[]) {
  const texts = { out: '', err: '' };
  const code = await run(args, {
    out: (text) => {
      texts.out += text;
    },
    err: (text) => {
      texts.err += text;
    },
  });
  return { code, ...texts };
}

/** A shop on a port, and the arguments that check it. */
async function openShop(port: number, fault: Parameters<typeof createTestShop>[0] = {}) {
  const realFetch = globalThis.fetch;
  const shop = createTestShop({
    klarna: () => async (request) => {
      const { pathname } = new URL(request.url);
      const { method, headers } = request;
      const body = method === 'GET' ? null : await request.text();
      return realFetch(`http://127.0.0.1:${port}${pathname}`, { method, headers, body });
    },
    ...fault,
  });
  const { url, close } = await listen(shop.serve, {});
  const carts = ['--cart-url', `${url}/cart?intent={intent}`, '--change-cart-url', `${url}/cart/change`];
  const args = [`${url}/klarna`, '--klarna-port', String(port), ...carts, '--orders-url', `${url}/orders`];
  return { args, [Symbol.asyncDispose]: close };
}

describe('the command klarna-endpoint-check', () => {
  it('passes a good endpoint over HTTP, and writes JUnit and JSON', async () => {
    await using shop = await openShop(await findFreePort());
    const [junit, json] = [join(folder, 'junit.xml'), join(folder, 'result.json')];
    const { code, out, err } = await runCommand(...shop.args, '--junit', junit, '--json', json);
    assert.equal(code, 0, out + err);
    assert.match(out, new RegExp(`${RULES.length} kept, 0 broken, 0 not checked`));
    const { results } = JSON.parse(await readFile(json, 'utf8'));
    assert.deepEqual(
      results.map(({ id, state }: { id: string; state: string }) => `${id} ${state}`),
      RULES.map(({ id }) => `${id} kept`),
    );
    const xml = await readFile(junit, 'utf8');
    assert.match(xml, new RegExp(`<testsuites tests="${RULES.length}" failures="0" skipped="0">`));
  });

  it('names promise, expected, seen and page of a broken rule, and exits with 1', async () => {
    const fault = { handler: () => async () => Response.json({ code: 'order', message: '<no>' }, { status: 500 }) };
    await using shop = await openShop(await findFreePort(), fault);
    const junit = join(folder, 'broken.xml');
    const { code, out, err } = await runCommand(...shop.args, '--only', 'session-opens', '--junit', junit);
    assert.match(
      out,
      /✗ session-opens\n {4}promise .*\n {4}expected {2}200 of POST \/session\n {4}seen {6}500 order\n {4}see {7}docs\//,
    );
    assert.match(await readFile(junit, 'utf8'), /<failure message="POST \/session opens/);
    assert.match(err, /No request .* reached the offline Klarna/);
    assert.equal(code, 2);
  });

  it('leaves out what it cannot see: carts, orders and intents', async () => {
    await using shop = await openShop(await findFreePort());
    const [url = '', , port = ''] = shop.args;
    const ids = ['session-updated', 'order-saved-once', 'intent-tokenize'];
    const { out } = await runCommand(url, '--klarna-port', port, '--only', ids.join(','));
    assert.match(out, /– session-updated: not checked, because it needs --change-cart-url/);
    assert.match(out, /– intent-tokenize: not checked, because it needs a --cart-url with \{intent\} in it/);
  });

  it('says which argument is wrong', async () => {
    for (const [args, text] of [
      [[], /Name one endpoint/],
      [['klarna'], /must be a whole address/],
      [['http://a.test', '--only', 'nothing'], /no rule has the name "nothing"/],
      [['http://a.test', '--klarna-port', 'x'], /--klarna-port must be/],
      [['http://a.test', '--header', 'x'], /--header must be/],
      [['http://a.test', '--wrong'], /--wrong/],
    ] as const) {
      const { code, err } = await runCommand(...args);
      assert.equal(code, 2);
      assert.match(err, text);
    }
  });

  it('lists the rules, which the guide explains', async () => {
    const { out } = await runCommand('--list');
    const guide = await readFile('docs/endpoint-check.md', 'utf8');
    for (const { id, page } of RULES) {
      assert.ok(out.includes(id));
      assert.ok(guide.includes(`\`${id}\``), `docs/endpoint-check.md has ${id}`);
      const [file = '', anchor = ''] = page.split('#');
      const headings = (await readFile(file, 'utf8')).matchAll(/^#+ (.*)$/gm);
      const anchors = [...headings].map(([, heading = '']) =>
        heading
          .toLowerCase()
          .replace(/[^\w -]/g, '')
          .replaceAll(' ', '-'),
      );
      assert.ok(anchors.includes(anchor), page);
    }
  });
});
