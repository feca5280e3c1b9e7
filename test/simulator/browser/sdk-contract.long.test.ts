/** Compares the simulator's `Klarna.Payments` with Klarna's documentation and with Klarna's published script. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { createKlarnaSimulator, type Listening } from '../../../src/simulator/index.ts';
import { findBrowser } from '../../find-browser.ts';
import { openShopPage, type ShopPage, type ShopWindow } from '../support/shop-page.ts';
import { ADDRESS, openSession, SESSION } from '../support/support.ts';
import { MISUSE, type Misuse } from './sdk-misuse.ts';
import { SDK_OUTCOMES, type SdkOutcome, TOKEN } from './sdk-outcomes.ts';

declare const window: ShopWindow;

const MARKETS = {
  DE: SESSION,
  US: { ...SESSION, purchase_country: 'US', purchase_currency: 'USD', locale: 'en-US' },
  GB: { ...SESSION, purchase_country: 'GB', purchase_currency: 'GBP', locale: 'en-GB' },
};

/** The same token with other claims. In a browser nobody checks the signature, and neither does Klarna's script. */
function withClaims(client_token: string, claims: Record<string, unknown>): string {
  const [header, payload = '', signature] = client_token.split('.');
  const before = JSON.parse(Buffer.from(payload, 'base64url').toString());
  return [header, Buffer.from(JSON.stringify({ ...before, ...claims })).toString('base64url'), signature].join('.');
}

/** Klarna's script of today, and that of 2023 and before. */
const AGES = ['current', '2023'] as const;

type Age = (typeof AGES)[number];

let browser: Browser;
let klarnas: Record<Age, Listening>;
let shops: Record<Age, ShopPage>;
/** The simulator of the running test: `current`, unless the test asks for another. */
let klarna: Listening;
let context: BrowserContext;
let page: Page;

const start = (sdk: Age) => createKlarnaSimulator({ seed: 'contract', sdk }).listen();

before(async () => {
  klarnas = { current: await start('current'), '2023': await start('2023') };
  shops = {
    current: await openShopPage(klarnas.current.sdkUrl),
    '2023': await openShopPage(klarnas['2023'].sdkUrl),
  };
  browser = await chromium.launch(await findBrowser());
  context = await browser.newContext({ viewport: { width: 800, height: 1000 } });
});

after(async () => {
  await browser?.close();
  await Promise.all(AGES.flatMap((age) => [shops?.[age].close(), klarnas?.[age].close()]));
});

async function open(age: Age): Promise<void> {
  await Promise.all(context.pages().map((open) => open.close()));
  klarna = klarnas[age];
  page = await context.newPage();
  await page.goto(shops[age].url);
}

const clientToken = async (country: keyof typeof MARKETS = 'DE', claims: Record<string, unknown> = {}) =>
  withClaims((await openSession(klarna.url, MARKETS[country])).client_token, claims);

const run = (...call: unknown[]) => page.evaluate((call) => window.run(...(call as [string])), call);

/** The events so far. The record is empty afterwards. */
const seen = () => page.evaluate(() => window.seen.splice(0));

const nextSeen = async () => {
  await page.waitForFunction(() => window.seen.length > 0);
  return (await seen())[0];
};

const init = async (country?: keyof typeof MARKETS, claims?: Record<string, unknown>) => {
  await run('init', { client_token: await clientToken(country, claims) });
  await seen();
};

const load = async (options: Record<string, unknown> = {}, data = {}) => {
  await run('load', { container: '#container', payment_method_category: 'pay_later', ...options }, data);
  return (await nextSeen())?.callback;
};

/** Calls from a click, as a shop does, and returns the pop-up if one opened. */
async function click(...call: unknown[]) {
  await page.evaluate((call) => {
    const button = document.getElementById('pay') as HTMLButtonElement;
    button.onclick = () => window.run(...(call as [string]));
  }, call);
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Pay', exact: true }).click();
  return opened;
}

async function authorize(
  options: Record<string, unknown>,
  data: object,
  shopper: SdkOutcome['shopper'],
  code?: string,
) {
  const popup = await click('authorize', options, data);
  if (code !== undefined) await popup.getByRole('textbox', { name: 'Sign up with the code' }).fill(code);
  if (shopper === 'closes') {
    await popup.getByRole('button', { name: 'Approve' }).waitFor();
    await popup.close();
  } else if (shopper) await popup.getByRole('button', { name: shopper }).click();
  return (await nextSeen())?.callback;
}

/** The result as far as a row expects it, with tokens replaced and lists sorted. */
function comparable(result: Record<string, unknown> | undefined): Record<string, unknown> {
  const { authorization_token, error, ...rest } = { ...result };
  const { invalid_fields } = (error ?? {}) as { invalid_fields?: string[] };
  if (authorization_token !== undefined) assert.match(String(authorization_token), /^[\da-f]{8}(-[\da-f]{4}){3}-/);
  return {
    ...rest,
    ...(authorization_token !== undefined && { authorization_token: TOKEN }),
    ...(invalid_fields && { error: { invalid_fields: invalid_fields.toSorted() } }),
  };
}

/** Runs in a frame of the page, and waits for as many answers as the row expects. */
function misuse({ after, call }: Misuse, client_token: string, count: number) {
  const earlier: Misuse['call'][] = [];
  if (after !== 'nothing') earlier.push(['init', { client_token }]);
  if (after === 'load') earlier.push(['load', { container: '#container', payment_method_category: 'pay_later' }, {}]);
  const given: Misuse['call'] = JSON.parse(JSON.stringify(call).replace('"TOKEN"', JSON.stringify(client_token)));
  return page.evaluate(
    async ({ earlier, given, count }) => {
      const frame = await window.openInFrame();
      const inside = frame.contentWindow as unknown as ShopWindow;
      for (const call of earlier) {
        inside.run(...call);
        await inside.untilSeen(1);
      }
      inside.run(...given);
      const seen = await inside.untilSeen(count);
      frame.remove();
      return seen;
    },
    { earlier, given, count },
  );
}

async function outcome(row: SdkOutcome) {
  const { method, data = {}, before, payment_method_category = before ? 'pay_now' : 'pay_later' } = row;
  await init();
  if (row.loaded !== undefined) {
    const instance_id = 'box';
    await load({ payment_method_category: row.loaded, instance_id });
    await run(method, { payment_method_category, instance_id }, data);
    return (await nextSeen())?.callback;
  }
  if (method === 'load') return load({ payment_method_category }, data);
  await load({ payment_method_category });
  if (method === 'authorize') {
    const options = { payment_method_category, auto_finalize: row.auto_finalize ?? true };
    return authorize(options, data, row.shopper, row.code);
  }
  const { button = 'Approve', auto_finalize = true } = before ?? {};
  await authorize({ payment_method_category, auto_finalize }, {}, button);
  await run(method, { payment_method_category }, data);
  return (await nextSeen())?.callback;
}

for (const age of AGES) {
  describe(`Wrong use of the SDK (${age}): the callback first, then the throw`, () => {
    const tokens = new Map<string, string>();

    before(async () => {
      await open(age);
      for (const country of ['DE', 'US', 'GB'] as const) tokens.set(country, await clientToken(country));
    });

    for (const row of MISUSE) {
      const { callback, returned, thrown, message } = (age === 'current' && row.current) || row;
      it(`${row.says}: ${thrown ?? 'nothing thrown'}`, {
        timeout: 20_000,
      }, async () => {
        const expected = [
          ...(callback ? [{ callback }] : []),
          ...(returned ? [{ returned }] : []),
          ...(thrown ? [{ thrown, ...(message && { message }) }] : []),
        ];
        const token = withClaims(tokens.get(row.country ?? 'DE') ?? '', row.claims ?? {});
        const seen = await misuse(row, token, expected.length);
        // The browser writes this message itself.
        if (thrown && !message) for (const entry of seen) delete entry.message;
        assert.deepEqual(seen, expected);
      });
    }
  });
}

describe('Results of the SDK', () => {
  beforeEach(() => open('current'));

  for (const row of SDK_OUTCOMES) {
    it(`${row.method}: ${row.says}`, async () => assert.deepEqual(comparable(await outcome(row)), row.result));
  }
});

describe('Facts about the SDK', () => {
  beforeEach(() => open('current'));

  it('Klarna.Payments has Klarna’s eight methods; init returns the namespace, the others nothing', async () => {
    const methods = await page.evaluate(() => Object.keys(window.Klarna?.Payments ?? {}).sort());
    assert.deepEqual(methods, 'authorize finalize init load loadPaymentReview off on reauthorize'.split(' '));
    await run('init', { client_token: await clientToken() });
    assert.deepEqual(await seen(), [{ returned: 'payments' }]);
    await run('load', { container: '#container', payment_method_category: 'pay_later' }, {});
    await page.waitForFunction(() => window.seen.length > 0);
    assert.deepEqual(await seen(), [{ callback: { show_form: true } }]);
  });

  it('The SDK calls klarnaAsyncCallback once, without arguments, at the end of the script', async () => {
    assert.deepEqual(await page.evaluate(() => window.ready), [0]);
  });

  it('load with a token runs init itself', async () => {
    assert.deepEqual(await load({ client_token: await clientToken() }), { show_form: true });
  });

  it('In 2023 another token unloads the widgets, and load works again', async () => {
    await open('2023');
    await init();
    await load();
    await init();
    await run('authorize', { payment_method_category: 'pay_later' }, {});
    assert.equal((await seen())[1]?.thrown, 'ApplicationNotLoadedError');
    assert.deepEqual(await load(), { show_form: true });
  });

  it('Today another token keeps the loaded widgets', async () => {
    await init();
    await load();
    await init();
    assert.equal((await authorize({ payment_method_category: 'pay_later' }, {}, 'Approve'))?.approved, true);
  });

  it('The script of 2023 authorizes what today’s authorizes', async () => {
    await open('2023');
    await init();
    await load();
    assert.deepEqual(comparable(await authorize({ payment_method_category: 'pay_later' }, {}, 'Approve')), {
      approved: true,
      show_form: true,
      authorization_token: TOKEN,
      finalize_required: false,
    });
  });

  it('A second run of the script keeps the state and calls klarnaAsyncCallback again', async () => {
    await init();
    const executeAgain = () =>
      page.evaluate(async (src) => {
        const before = window.Klarna?.Payments;
        const script = document.createElement('script');
        const loaded = new Promise((resolve) => script.addEventListener('load', resolve));
        script.src = src;
        document.head.append(script);
        await loaded;
        return { isKept: window.Klarna?.Payments === before, ready: window.ready.length };
      }, klarna.sdkUrl);
    assert.deepEqual(await executeAgain(), { isKept: true, ready: 2 });
    assert.deepEqual(await load(), { show_form: true });
    await open('2023');
    assert.deepEqual(await executeAgain(), { isKept: false, ready: 2 });
  });

  it('The SDK keeps Klarna’s other products on the page', async () => {
    const kept = await page.evaluate(async (src) => {
      const before = { OnsiteMessaging: {} };
      Object.assign(window, { Klarna: before });
      const script = document.createElement('script');
      const loaded = new Promise((resolve) => script.addEventListener('load', resolve));
      script.src = src;
      document.head.append(script);
      await loaded;
      return Object.keys(window.Klarna === before ? before : {});
    }, klarna.sdkUrl);
    assert.deepEqual(kept, ['OnsiteMessaging', 'Payments']);
  });

  it('The SDK reads a proxy object as JSON does', async () => {
    await init();
    await load();
    await page.evaluate(
      (data) => {
        const reactive = (value: object): object =>
          new Proxy(value, {
            get: (target, name, receiver) => {
              const member = Reflect.get(target, name, receiver);
              return typeof member === 'object' && member !== null ? reactive(member) : member;
            },
          });
        const button = document.getElementById('pay') as HTMLButtonElement;
        button.onclick = () => window.run('authorize', { payment_method_category: 'pay_later' }, reactive(data));
      },
      { billing_address: ADDRESS },
    );
    const opened = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Pay', exact: true }).click();
    const popup = await opened;
    await popup.getByText(String(ADDRESS.street_address)).first().waitFor();
    await popup.getByRole('button', { name: 'Approve' }).click();
    assert.equal((await nextSeen())?.callback?.approved, true);
  });

  it('The SDK throws for data that are no JSON, and never reports a decline', async () => {
    for (const age of AGES) {
      await open(age);
      await init();
      await load();
      const broken = await page.evaluate(async () => {
        const data: Record<string, unknown> = {};
        data.billing_address = data;
        window.run('authorize', { payment_method_category: 'pay_later' }, data);
        await Promise.resolve();
        return window.seen.splice(0).map(({ callback, message }) => callback ?? message?.slice(0, 19));
      });
      // The error is thrown inside a promise, so only the console gets it.
      assert.deepEqual(broken, age === 'current' ? [] : ['Converting circular']);
      // Nothing has started.
      assert.equal((await authorize({ payment_method_category: 'pay_later' }, {}, 'Approve'))?.approved, true);
    }
  });

  it('The SDK never reports a decline if the simulator fails', async () => {
    await init();
    await load();
    await page.route('**/kp/frames/api/authorize', (route) => route.fulfill({ status: 500, body: 'broken' }));
    const broke = page.waitForEvent('pageerror');
    assert.deepEqual(await authorize({ payment_method_category: 'pay_later' }, {}, undefined), {
      approved: false,
      show_form: true,
    });
    assert.match((await broke).message, /answered 500 to authorize/);
  });

  it('The SDK prints an error of authorize’s callback to the console and throws nothing', async () => {
    await init();
    await load();
    await page.evaluate(() => {
      const button = document.getElementById('pay') as HTMLButtonElement;
      button.onclick = () =>
        window.Klarna?.Payments?.authorize({ payment_method_category: 'pay_later' }, {}, () => {
          throw new Error('of the page');
        });
    });
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    const said = page.waitForEvent('console', (message) => message.text().includes('of the page'));
    const opened = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Pay', exact: true }).click();
    await (await opened).getByRole('button', { name: 'Cancel' }).click();
    await said;
    assert.deepEqual(errors, []);
    await authorize({ payment_method_category: 'pay_later' }, {}, 'Approve');
  });

  it('Today’s load writes into its options, so a frozen object throws; in 2023 it did not', async () => {
    const frozen = async () => {
      await init();
      return page.evaluate(async () => {
        const options = Object.freeze({ container: '#container', payment_method_category: 'pay_later' });
        window.run('load', options, {});
        return (await window.untilSeen(1))[0];
      });
    };
    assert.equal((await frozen())?.thrown, 'TypeError');
    await open('2023');
    assert.deepEqual((await frozen())?.callback, { show_form: true });
  });

  it('The category `klarna` means all that the session offers, and the shopper’s choice pays', async () => {
    await init();
    assert.deepEqual(await load({ payment_method_category: 'klarna' }), { show_form: true });
    const widget = page.frameLocator('#klarna-klarna-main');
    await widget.getByRole('radio').nth(1).check();
    assert.equal((await authorize({ payment_method_category: 'klarna' }, {}, 'Approve'))?.approved, true);
  });

  it('The same token again keeps the loaded widgets', async () => {
    const client_token = await clientToken();
    await run('init', { client_token });
    await seen();
    await load();
    await run('init', { client_token });
    await seen();
    assert.equal((await authorize({ payment_method_category: 'pay_later' }, {}, 'Approve'))?.approved, true);
  });

  it('The SDK takes options and callback without data, and data before options', async () => {
    await init();
    await run('load', { container: '#container', payment_method_category: 'pay_later' });
    assert.deepEqual((await nextSeen())?.callback, { show_form: true });
    const data = { billing_address: { ...ADDRESS, email: 'nobody' } };
    assert.deepEqual(await authorize(data, { payment_method_category: 'pay_later' }, undefined), {
      approved: false,
      show_form: true,
      error: { invalid_fields: ['billing_address.email'] },
    });
  });

  it('The SDK takes an empty category as none, as WooCommerce’s plugin sends it', async () => {
    await init();
    assert.deepEqual(await load({ payment_method_category: '' }), { show_form: true });
    assert.equal((await authorize({}, { payment_method_category: '' }, 'Approve'))?.approved, true);
  });

  it('authorize works for each of several categories in one widget, and for any category in a widget without one', async () => {
    await init();
    const box = { payment_method_category: undefined, instance_id: 'box' };
    await load({ ...box, payment_method_categories: ['pay_later', 'pay_now'] });
    const paid = async (options: object) =>
      (await authorize({ instance_id: 'box', ...options }, {}, 'Approve'))?.approved;
    assert.equal(await paid({ payment_method_category: 'pay_now' }), true);
    assert.equal(await paid({ payment_method_categories: ['pay_later', 'pay_now'] }), true);
    assert.equal(await paid({}), true);
    await load(box);
    assert.equal(await paid({ payment_method_category: 'pay_over_time' }), true);
  });

  it('The SDK works without any callback', async () => {
    await init();
    const returned = await page.evaluate(() => {
      const method = window.Klarna?.Payments?.load as unknown as (options: object) => unknown;
      return String(method({ container: '#container', payment_method_category: 'pay_later' }));
    });
    assert.equal(returned, 'undefined');
    await page.frameLocator('#klarna-pay-later-main').getByText('Nothing to pay today.').waitFor();
  });

  it('The SDK names its frames after the category or the instance, with Klarna’s sizes', async () => {
    await init();
    const first = await page.evaluate(() => {
      window.run('load', { container: '#container', payment_method_category: 'pay_later' }, {});
      const { id, name, title, style } = document.querySelector('iframe') as HTMLIFrameElement;
      return { id, name, title, height: style.height, minWidth: style.minWidth, maxWidth: style.maxWidth };
    });
    const id = 'klarna-pay-later-main';
    assert.deepEqual(first, { id, name: id, title: 'Klarna', height: '230px', minWidth: '280px', maxWidth: '600px' });
    await page.waitForFunction(() => window.seen.splice(0).length > 0);
    await load({ payment_method_category: undefined, payment_method_categories: ['pay_now'], instance_id: 'My_Box' });
    assert.equal(await page.locator('#klarna-my-box-main').count(), 1);
    await page.locator('#klarna-my-box-fullscreen').waitFor({ state: 'attached' });
    await load({ payment_method_category: undefined });
    assert.equal(await page.locator('#container > #klarna-payments-main').count(), 1);
  });

  it('reauthorize in a hidden frame replaces the widget of its category', async () => {
    await init();
    await load();
    await run('reauthorize', { payment_method_category: 'pay_later' }, {});
    assert.deepEqual((await nextSeen())?.callback, { approved: false, show_form: false });
    assert.equal(await page.locator('#container > iframe').count(), 0);
    assert.equal(await page.locator('body > #klarna-pay-later-main').count(), 1);
    assert.equal(await page.locator('#klarna-pay-later-main').isVisible(), false);
  });

  it('init’s callback gets the namespace, or the error in place of a throw', async () => {
    const given = await page.evaluate(
      (client_token) => {
        const init = window.Klarna?.Payments?.init as unknown as (...values: unknown[]) => unknown;
        const given: unknown[] = [];
        const callback = (value: { error?: Error }) =>
          given.push(value === window.Klarna?.Payments ? 'payments' : value.error?.message.slice(0, 16));
        given.push(
          typeof init({ client_token }, callback),
          typeof init({ client_token: 'token' }, undefined, callback),
        );
        return given;
      },
      await clientToken(),
    );
    assert.deepEqual(given, ['payments', 'The client token', 'undefined', 'undefined']);
  });

  it('A token without a Klarna address counts as none today; in 2023 any token counted', async () => {
    const shown = async () => {
      await run('init', { client_token: 'a.eyJmb28iOiJiYXIifQ.c' });
      await seen();
      await run('load', { container: '#container', payment_method_category: 'pay_later' }, {});
      return page.evaluate(() => window.untilSeen(1));
    };
    assert.deepEqual(
      (await shown()).map(({ thrown }) => thrown),
      [undefined, 'Error'],
    );
    await open('2023');
    assert.deepEqual(await shown(), [{ callback: { show_form: false } }]);
  });

  it('heightChanged gives whole pixels, and stops after off', async () => {
    await init();
    await page.evaluate(() => {
      const heights: unknown[] = [];
      const handler = (...values: unknown[]) => heights.push(values[0]);
      Object.assign(window, { heights, handler });
      window.Klarna?.Payments?.on('heightChanged', handler);
    });
    await load();
    const heights = () => page.evaluate(() => (window as unknown as { heights: number[] }).heights);
    await page.waitForFunction(() => (window as unknown as { heights: number[] }).heights.length > 0);
    const before = await heights();
    assert.ok(before.every(Number.isInteger), String(before));
    const frame = page.locator('#klarna-pay-later-main');
    assert.equal(await frame.evaluate((element) => element.clientHeight), before.at(-1));
    await page.evaluate(() => {
      window.Klarna?.Payments?.off('heightChanged', (window as unknown as { handler: () => void }).handler);
      const container = document.getElementById('container') as HTMLElement;
      container.style.width = '280px';
    });
    await page.waitForFunction(
      (height) => document.querySelector<HTMLElement>('#klarna-pay-later-main')?.clientHeight !== height,
      before.at(-1),
    );
    assert.deepEqual(await heights(), before);
  });

  it('Today’s events name the widget after the payload; in 2023 they did not', async () => {
    const payload = async () => {
      await init();
      await page.evaluate(() => {
        const handler = (...values: unknown[]) => window.seen.push({ callback: { values: values.slice(1) } });
        window.Klarna?.Payments?.on('heightChanged', handler);
        window.Klarna?.Payments?.load(
          { container: '#container', payment_method_category: 'pay_later' },
          {},
          () => undefined,
        );
      });
      return (await nextSeen())?.callback;
    };
    assert.deepEqual(await payload(), { values: ['pay_later'] });
    await open('2023');
    assert.deepEqual(await payload(), { values: [] });
  });

  it('authorize shows and hides the overlay, with an event for each', async () => {
    await init();
    await load();
    await page.evaluate(() => {
      for (const name of ['fullscreenOverlayShown', 'fullscreenOverlayHidden'] as const) {
        window.Klarna?.Payments?.on(name, (...values) => window.seen.push({ callback: { name, values } }));
      }
    });
    const popup = await click('authorize', { payment_method_category: 'pay_later' }, {});
    assert.deepEqual((await nextSeen())?.callback, { name: 'fullscreenOverlayShown', values: ['pay_later'] });
    assert.equal(await page.locator('#klarna-pay-later-fullscreen').isVisible(), true);
    await popup.getByRole('button', { name: 'Cancel' }).click();
    await page.waitForFunction(() => window.seen.length > 1);
    assert.deepEqual(
      (await seen()).map(({ callback }) => callback),
      [
        { name: 'fullscreenOverlayHidden', values: ['pay_later'] },
        { approved: false, show_form: true },
      ],
    );
    assert.equal(await page.locator('#klarna-pay-later-fullscreen').isVisible(), false);
  });

  it('A second authorize during the first is ignored: no throw, no callback', async () => {
    await init();
    await load();
    const popup = await click('authorize', { payment_method_category: 'pay_later' }, {});
    await popup.getByRole('button', { name: 'Approve' }).waitFor();
    await run('authorize', { payment_method_category: 'pay_later' }, {});
    assert.deepEqual(await seen(), []);
    await popup.getByRole('button', { name: 'Approve' }).click();
    await nextSeen();
    assert.deepEqual(await seen(), []);
  });

  it('authorize opens no pop-up without a click', async () => {
    const said = page.waitForEvent('console', (message) => message.text().startsWith('{'));
    await page.goto(`${shops.current.url}?token=${await clientToken()}`);
    assert.deepEqual(JSON.parse((await said).text()), { approved: false, show_form: true });
    assert.equal(context.pages().length, 1);
  });

  it('The SDK does not find its frame in a shadow root', async () => {
    await init();
    await page.evaluate(() => {
      const host = document.body.appendChild(document.createElement('div'));
      const container = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('div'));
      window.run('load', { container, payment_method_category: 'pay_later' }, {});
    });
    assert.deepEqual((await nextSeen())?.callback, { show_form: false });
    assert.deepEqual(await refusal(), NOT_LOADED);
  });

  const NOT_LOADED = { show_form: false, approved: false };

  /** The callback comes a little later, and nothing is thrown. */
  const refusal = async () => {
    await run('authorize', { payment_method_category: 'pay_later' }, {});
    return (await nextSeen())?.callback;
  };

  it('A widget counts as unloaded if its container has left the page', async () => {
    await init();
    await load();
    await page.evaluate(() => document.getElementById('container')?.remove());
    assert.deepEqual(await refusal(), NOT_LOADED);
  });

  it('load creates a new frame for another container, and keeps the frame for the same one', async () => {
    await init();
    await load();
    const frame = await page.locator('#klarna-pay-later-main').elementHandle();
    await load();
    assert.equal(await frame?.evaluate((element) => element.isConnected), true);
    await page.evaluate(() => document.body.append(Object.assign(document.createElement('div'), { id: 'other' })));
    await load({ container: '#other' });
    assert.equal(await frame?.evaluate((element) => element.isConnected), false);
    assert.equal(await page.locator('#other > #klarna-pay-later-main').count(), 1);
  });

  it('load gives up after 30 seconds if its frame does not answer', async () => {
    await page.clock.install();
    // The request is taken and never answered.
    await page.route('**/kp/frames/widget?*', () => undefined);
    await init();
    await run('load', { container: '#container', payment_method_category: 'pay_later' }, {});
    await page.clock.runFor(29_000);
    assert.deepEqual(await seen(), []);
    await page.clock.runFor(2_000);
    assert.deepEqual((await nextSeen())?.callback, { show_form: false });
  });

  it('loadPaymentReview works in the US and in Great Britain', async () => {
    for (const country of ['US', 'GB'] as const) {
      await init(country);
      await run('loadPaymentReview', { container: '#container' });
      assert.deepEqual((await nextSeen())?.callback, { show_form: true });
      await page.locator('iframe[title="Klarna Payment Review"]').waitFor();
    }
  });

  it('The client token has the claims of real ones, and no expiry', async () => {
    const [header = '', payload = '', signature] = (await clientToken()).split('.');
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
    assert.deepEqual(Object.keys(read(header)), ['alg', 'kid']);
    assert.ok(signature);
    const claims = Object.keys(read(payload));
    for (const name of CLAIMS) assert.ok(claims.includes(name), name);
    assert.ok(!claims.includes('exp') && !claims.includes('iat'));
  });
});

const CLAIMS =
  'session_id base_url design language purchase_country environment merchant_name session_type client_event_base_url scheme experiments region order_amount offering_opts oo version'.split(
    ' ',
  );
