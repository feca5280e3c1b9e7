/** Runs the guide's Worker in workerd, the engine of Cloudflare Workers, with the built package. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Miniflare } from 'miniflare';
import { createKlarnaSimulator } from '../../src/simulator/index.ts';
import { bundleWorker } from './support/bundle-worker.ts';
import { openGuide } from './support/guide.ts';
import { expectPurchase } from './support/purchase.ts';

interface Database {
  exec(statement: string): Promise<unknown>;
  prepare(statement: string): { all(): Promise<{ results: unknown[] }> };
}

const account = { username: 'shop', password: 'secret-of-the-test' };

/** With `nodejs_compat` a Worker has `process`, and the handler uses Node's cipher. */
for (const [name, compatibilityFlags] of Object.entries({
  workerd: [],
  'workerd with nodejs_compat': ['nodejs_compat'],
})) {
  it(`the Worker of the guide sells in ${name}`, async () => {
    await using guide = await openGuide('docs/merchant-server.md');
    const script = await bundleWorker(guide.pathOf('worker.js'));
    const klarna = createKlarnaSimulator(account);
    const listening = await klarna.listen();
    const worker = new Miniflare({
      modules: true,
      script,
      compatibilityDate: '2026-01-01',
      compatibilityFlags,
      d1Databases: ['DB'],
      bindings: {
        KLARNA_USERNAME: account.username,
        KLARNA_PASSWORD: account.password,
        KLARNA_ENVIRONMENT: listening.url,
        KLARNA_SECRET: 'thirty-two characters and more of it',
      },
    });
    try {
      const { origin } = await worker.ready;
      // Its own type would need the types of the whole Workers platform.
      const database = (await worker.getD1Database('DB')) as unknown as Database;
      const [table = ''] = /CREATE TABLE IF NOT EXISTS orders \([^)]*\) STRICT/.exec(guide.text) ?? [];
      // It reads each line as a statement.
      await database.exec(table.replaceAll(/\s+/g, ' '));
      const order_id = await expectPurchase(klarna, `${origin}/klarna`);
      const { results } = await database.prepare('SELECT order_id FROM orders').all();
      assert.deepEqual(results, [{ order_id }]);
    } finally {
      await worker.dispose();
      await listening.close();
    }
  });
}
