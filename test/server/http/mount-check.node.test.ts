/** Frameworks and proxies that change the path before the handler sees it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Hono } from 'hono';
import type { KlarnaHandlerOptions } from '../../../src/server/index.ts';
import { startFakeKlarna } from '../support/fake-klarna.ts';
import { createShop } from '../support/shop.ts';

/** Opens two sessions at the path that the handler sees. @returns the messages that `onError` got */
async function saidAt(path: string, options: Partial<KlarnaHandlerOptions>): Promise<string[]> {
  await using klarna = await startFakeKlarna();
  const shop = createShop(klarna, options);
  for (let i = 0; i < 2; i += 1) {
    const headers = { 'content-type': 'application/json' };
    const answer = await shop.handler(
      new Request(`https://shop.example${path}/session`, { method: 'POST', headers, body: '{}' }),
    );
    assert.equal(answer.status, 200);
  }
  return shop.errors.map((error) => (error instanceof Error ? error.message : String(error)));
}

describe('the handler reports a wrong mount once', () => {
  it('the handler reports that the mount() of Hono has removed the prefix', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    const app = new Hono().mount('/klarna', shop.handler);
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    await app.request('https://shop.example/klarna/session', init);
    await app.request('https://shop.example/klarna/session', init);
    assert.equal(shop.errors.length, 1);
    assert.match(String(shop.errors[0]), /removes the prefix.*`publicUrl`/s);
  });

  it('the handler reports a `publicUrl` with a missing or different path', async () => {
    for (const publicUrl of ['https://shop.example', 'https://shop.example/pay']) {
      const said = await saidAt('/klarna', { publicUrl });
      assert.equal(said.length, 1, publicUrl);
      assert.match(said[0] ?? '', /\/klarna.*`publicUrl`/s);
    }
  });

  const right: [string, string, Partial<KlarnaHandlerOptions>][] = [
    ['the request has the whole path', '/klarna', {}],
    ['`publicUrl` is that path', '/klarna', { publicUrl: 'https://shop.example/klarna/' }],
    ['`publicUrl` has the removed prefix', '', { publicUrl: 'https://shop.example/klarna' }],
    ['`publicUrl` has a part that a proxy removed', '/klarna', { publicUrl: 'https://shop.example/api/klarna' }],
    ['`basePath` says that the root is right', '', { basePath: '' }],
    [
      '`basePath` says that a proxy changes the path',
      '/klarna',
      { basePath: '/klarna', publicUrl: 'https://a.example' },
    ],
  ];
  for (const [name, path, options] of right) {
    it(`the handler reports nothing if ${name}`, async () => assert.deepEqual(await saidAt(path, options), []));
  }
});
