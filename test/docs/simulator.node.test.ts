/** Runs the code of docs/simulator.md unchanged, against the built package. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { HELP } from '../../src/simulator/cli/texts.ts';
import type { KlarnaSimulator, Listening } from '../../src/simulator/index.ts';
import { CALLS, SHOPPER_OUTCOMES } from '../../src/simulator/script/step.ts';
import type { RunningKlarna, TestPerson } from '../../src/simulator/testing/index.ts';
import { type Guide, openGuide } from './support/guide.ts';

interface AsFunction {
  simulator: KlarnaSimulator;
  buyMug(tag?: string): Promise<{ order_id?: string; approved?: boolean; show_form?: boolean }>;
}

let guide: Guide;
let shop: AsFunction;

before(async () => {
  guide = await openGuide('docs/simulator.md');
  shop = await guide.load<AsFunction>('as-function.js');
});

after(() => guide?.[Symbol.asyncDispose]());

describe('The guide to the simulator', () => {
  it('the guide’s code starts a simulator that listens', async () => {
    process.env.SIMULATOR_PORT = '0';
    const { klarna } = await guide.load<{ klarna: Listening }>('start.js');
    const response = await fetch(klarna.sdkUrl);
    await klarna.close();
    assert.equal(response.status, 200);
  });

  it('the guide’s code buys a mug without a port, and is declined', async () => {
    assert.match((await shop.buyMug()).order_id ?? '', /^[\da-f-]{36}$/);
    assert.deepEqual(await shop.buyMug('denied'), { approved: false, show_form: false });
  });

  it('the guide’s code scripts the outcomes', async () => {
    const { failFailApprove, loseTheAnswerOfTheOrder } = await guide.load<Record<string, () => void>>('script.js');
    failFailApprove?.();
    assert.equal((await shop.buyMug()).show_form, false);
    assert.equal((await shop.buyMug()).show_form, true);
    assert.ok((await shop.buyMug()).order_id);
    loseTheAnswerOfTheOrder?.();
    const before = shop.simulator.orders().length;
    const { order_id } = await shop.buyMug();
    const placed = shop.simulator.orders().slice(before);
    assert.deepEqual(
      placed.map((order) => order.order_id),
      [order_id],
    );
  });

  it('the guide’s code moves the clock', async () => {
    const { twoDaysLater } = await guide.load<{ twoDaysLater(): Promise<Date> }>('clock.js');
    const before = shop.simulator.now();
    assert.ok((await twoDaysLater()).getTime() - before >= 48 * 60 * 60_000);
  });

  it('the guide’s code passes callbacks to a function', async () => {
    type Shop = (request: Request) => Promise<Response>;
    const { createWithShop } = await guide.load<{ createWithShop(shop: Shop): KlarnaSimulator }>('callbacks.js');
    const heard: unknown[] = [];
    const klarna = createWithShop(async (request) => {
      heard.push(await request.json());
      return new Response();
    });
    const response = await klarna(
      new Request('http://klarna.test/payments/v1/sessions', {
        method: 'POST',
        headers: { authorization: `Basic ${btoa('any:thing')}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          purchase_country: 'DE',
          purchase_currency: 'EUR',
          locale: 'en-DE',
          order_amount: 2000,
          order_lines: [{ name: 'Mug', quantity: 1, unit_price: 2000, total_amount: 2000 }],
          merchant_urls: { authorization: 'https://shop.example/callback' },
        }),
      }),
    );
    const { session_id } = await response.json();
    const { authorization_token } = klarna.authorize(session_id);
    await klarna.settled();
    assert.deepEqual(heard, [{ authorization_token, session_id }]);
  });

  it('the guide’s code gives a person for each outcome and each market', async () => {
    const people = await guide.load<Record<string, TestPerson> & { everywhere: TestPerson[] }>('people.js');
    assert.equal(people.approved?.billing_address.email, 'customer@email.de');
    assert.equal(people.denied?.billing_address.email, 'customer+denied@email.de');
    assert.equal(people.pending?.billing_address.email, 'customer+pend-accept-05@email.us');
    assert.equal(people.everywhere.length, 26);
  });

  it('the guide’s test for node:test passes', () => {
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { status, stdout } = spawnSync(process.execPath, ['--test', guide.pathOf('checkout.test.js')], { env });
    assert.equal(status, 0, String(stdout));
  });

  it('the guide’s configuration for web-test-runner starts and stops a simulator', async () => {
    type Config = { klarna: RunningKlarna; default: { middleware: unknown[]; plugins: { serverStop(): unknown }[] } };
    const { klarna, default: config } = await guide.load<Config>('web-test-runner.config.js');
    assert.equal(typeof config.middleware[0], 'function');
    await config.plugins[0]?.serverStop();
    await assert.rejects(fetch(klarna.url));
  });

  it('Playwright finds the guide’s test', () => {
    const args = [
      'node_modules/playwright/cli.js',
      'test',
      '--list',
      '--config',
      guide.pathOf('.'),
      'checkout.spec.js',
    ];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /a mug is bought/);
  });

  it('the guide lists every option of the command, and names existing calls and outcomes', () => {
    for (const [option] of HELP.matchAll(/--(?!help|version)[\w-]+/g))
      assert.ok(guide.text.includes(`\`${option}\``), option);
    for (const outcome of [...SHOPPER_OUTCOMES, 'fail', 'answer'])
      assert.ok(guide.text.includes(`'${outcome}'`), outcome);
    const named = [...guide.text.matchAll(/`((?:create|read|update|cancel)_[a-z_]+)`/g)].map(([, name]) => name);
    assert.ok(named.length > 5);
    for (const name of named) assert.ok((CALLS as readonly string[]).includes(name ?? ''), name);
  });
});
