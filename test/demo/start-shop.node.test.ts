import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { readSettings } from '../../demo/server/settings.ts';
import { startShop } from '../../demo/server/start-shop.ts';
import type { CartView } from '../../demo/shop/cart-view.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

async function openShop(context: TestContext) {
  const DATABASE = join(temporaryFolder(context), 'shop.sqlite');
  const shop = await startShop(readSettings({ PORT: '0', SIMULATOR_PORT: '0', DATABASE }));
  context.after(() => shop.close());
  const ask = (path: string, init?: RequestInit) => fetch(shop.url + path, init);
  return { ...shop, ask };
}

const cookieOf = (response: Response) => (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

test('Pages, API, handler and simulator answer in one process', async (context) => {
  const { ask, simulatorUrl, url } = await openShop(context);
  const page = await ask('/');
  const markup = await page.text();
  const cookie = cookieOf(page);

  await context.test('The page is complete before its script runs', () => {
    assert.equal(page.status, 200);
    assert.match(markup, /<klarna-checkout-button endpoint="\/klarna" form="checkout-form">/);
    assert.match(markup, /Skymning lamp/);
    assert.match(markup, /€201\.90/);
    assert.match(markup, /Runs on the offline Klarna simulator – no money moves/);
    assert.doesNotMatch(markup, /<!-- [\w-]+ -->/, 'no part is missing');
  });

  await context.test('The page points the element and the browser at the simulator’s script', () => {
    const settings = /<script type="application\/json" id="page-settings">(.*?)<\/script>/s.exec(markup)?.[1] ?? '{}';
    const { sdkUrl } = JSON.parse(settings) as { sdkUrl: string };
    assert.equal(new URL(sdkUrl).origin, new URL(simulatorUrl ?? '').origin);
    assert.notEqual(new URL(sdkUrl).origin, new URL(url).origin);
    assert.ok(markup.includes(`<link rel="preload" as="script" href="${sdkUrl}">`));
  });

  await context.test('The page’s policy allows scripts of the shop and the simulator, and no inline script', () => {
    const policy = page.headers.get('content-security-policy') ?? '';
    assert.match(policy, new RegExp(`script-src 'self' ${new URL(simulatorUrl ?? '').origin};`));
    assert.match(policy, /default-src 'none'/);
  });

  await context.test('The cart of the page becomes a Klarna session', async () => {
    const headers = { 'content-type': 'application/json', cookie };
    const answer = await ask('/klarna/session', { method: 'POST', headers, body: '{}' });
    assert.equal(answer.status, 200, await answer.clone().text());
    const session = (await answer.json()) as Record<string, unknown>;
    assert.equal(typeof session.client_token, 'string');
    assert.equal(session.purchase_country, 'DE');
  });

  await context.test('An empty cart opens no session', async () => {
    const headers = { 'content-type': 'application/json', cookie };
    const body = JSON.stringify({ quantities: { skymning: 0, paus: 0 } });
    const { item_count } = (await (await ask('/api/cart', { method: 'PATCH', headers, body })).json()) as CartView;
    assert.equal(item_count, 0);
    const answer = await ask('/klarna/session', { method: 'POST', headers, body: '{}' });
    assert.equal(answer.status, 409);
    assert.doesNotMatch(await (await ask('/', { headers: { cookie } })).text(), /<klarna-checkout-button/);
  });

  await context.test('The shop serves the page’s modules, but not its data', async () => {
    assert.equal((await ask('/demo/browser/checkout.ts')).status, 200);
    for (const path of ['/demo/data/shop.sqlite', '/demo/data/shop.sqlite?raw', '/.git/config', '/.env']) {
      assert.ok([403, 404].includes((await ask(path)).status), path);
    }
  });

  await context.test('An unknown order is 404, with a friendly text', async () => {
    const answer = await ask('/confirmation?order=nothing');
    assert.equal(answer.status, 404);
    assert.match(await answer.text(), /We do not know this order/);
  });

  await context.test('The list of orders is empty at first', async () => {
    assert.match(await (await ask('/orders')).text(), /No orders yet/);
  });
});

test('A shop that failed to start keeps no port and no file open', async (context) => {
  const { url } = await openShop(context);
  const PORT = new URL(url).port;
  const DATABASE = join(temporaryFolder(context), 'shop.sqlite');
  const settings = readSettings({ PORT, SIMULATOR_PORT: '0', DATABASE });
  await assert.rejects(startShop(settings), { code: 'EADDRINUSE' });
});
