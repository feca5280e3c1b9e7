/** `Klarna.Payments` of the simulator held against what Klarna documents and what its published script does. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { createKlarnaSimulator, type Listening } from '../../src/simulator/index.ts';
import { findBrowser } from '../find-browser.ts';
import { MISUSE, type Misuse } from './sdk-misuse.ts';
import { SDK_OUTCOMES, type SdkOutcome, TOKEN } from './sdk-outcomes.ts';
import { openShopPage, type ShopPage, type ShopWindow } from './shop-page.ts';
import { ADDRESS, openSession, SESSION } from './support.ts';

declare const window: ShopWindow;

const MARKETS = {
  DE: SESSION,
  US: { ...SESSION, purchase_country: 'US', purchase_currency: 'USD', locale: 'en-US' },
  GB: { ...SESSION, purchase_country: 'GB', purchase_currency: 'GBP', locale: 'en-GB' },
};

/** The same token with other claims. Nobody checks the signature in a browser, not Klarna's script either. */
function withClaims(client_token: string, claims: Record<string, unknown>): string {
  const [header, payload = '', signature] = client_token.split('.');
  const before = JSON.parse(Buffer.from(payload, 'base64url').toString());
  return [header, Buffer.from(JSON.stringify({ ...before, ...claims })).toString('base64url'), signature].join('.');
}

let browser: Browser;
let klarna: Listening;
let shop: ShopPage;
let context: BrowserContext;
let page: Page;

before(async () => {
  klarna = await createKlarnaSimulator({ seed: 'contract' }).listen();
  shop = await openShopPage(klarna.sdkUrl);
  browser = await chromium.launch(await findBrowser());
  context = await browser.newContext({ viewport: { width: 800, height: 1000 } });
});

after(async () => {
  await browser?.close();
  await shop?.close();
  await klarna?.close();
});

beforeEach(async () => {
  await Promise.all(context.pages().map((open) => open.close()));
  page = await context.newPage();
  await page.goto(shop.url);
});

const clientToken = async (country: keyof typeof MARKETS = 'DE', claims: Record<string, unknown> = {}) =>
  withClaims((await openSession(klarna.url, MARKETS[country])).client_token, claims);

const run = (...call: unknown[]) => page.evaluate((call) => window.run(...(call as [string])), call);

/** What has come so far; the record is empty again afterwards. */
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

/** In the click, as a shop does; gives the pop-up, if one came. */
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

/** Everything that a row expects, with tokens replaced and lists sorted. */
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

async function misuse({ after, call, claims, country }: Misuse) {
  if (after !== 'nothing') await init(country, claims);
  if (after === 'load') await load();
  await run(...call);
  return seen();
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

describe('Wrong use of the SDK: the callback first, then the throw', () => {
  for (const row of MISUSE) {
    it(`${row.says}: ${row.thrown}`, async () => {
      const { callback, thrown, message } = row;
      assert.deepEqual(await misuse(row), [...(callback ? [{ callback }] : []), { thrown, message }]);
    });
  }
});

describe('Results of the SDK', () => {
  for (const row of SDK_OUTCOMES) {
    it(`${row.method}: ${row.says}`, async () => assert.deepEqual(comparable(await outcome(row)), row.result));
  }
});

describe('Facts about the SDK', () => {
  it('has Klarna’s eight methods; init gives the namespace back, the others nothing', async () => {
    const methods = await page.evaluate(() => Object.keys(window.Klarna?.Payments ?? {}).sort());
    assert.deepEqual(methods, 'authorize finalize init load loadPaymentReview off on reauthorize'.split(' '));
    await run('init', { client_token: await clientToken() });
    assert.deepEqual(await seen(), [{ returned: 'payments' }]);
    await run('load', { container: '#container', payment_method_category: 'pay_later' }, {});
    await page.waitForFunction(() => window.seen.length > 0);
    assert.deepEqual(await seen(), [{ callback: { show_form: true } }]);
  });

  it('says once, at the end of the script and without arguments, that it is there', async () => {
    assert.deepEqual(await page.evaluate(() => window.ready), [0]);
  });

  it('runs init itself when load brings a token', async () => {
    assert.deepEqual(await load({ client_token: await clientToken() }), { show_form: true });
  });

  it('forgets what was loaded when another token comes, and loads again', async () => {
    await init();
    await load();
    await init();
    await run('authorize', { payment_method_category: 'pay_later' }, {});
    assert.equal((await seen())[1]?.thrown, 'ApplicationNotLoadedError');
    assert.deepEqual(await load(), { show_form: true });
  });

  it('keeps what was loaded when the same token comes again', async () => {
    const client_token = await clientToken();
    await run('init', { client_token });
    await seen();
    await load();
    await run('init', { client_token });
    await seen();
    assert.equal((await authorize({ payment_method_category: 'pay_later' }, {}, 'Approve'))?.approved, true);
  });

  it('takes options and callback without data, and data before options', async () => {
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

  it('takes an empty category as none, which is what WooCommerce’s plugin sends', async () => {
    await init();
    assert.deepEqual(await load({ payment_method_category: '' }), { show_form: true });
    assert.equal((await authorize({}, { payment_method_category: '' }, 'Approve'))?.approved, true);
  });

  it('authorizes each of several categories in one widget, and in one without any what it names', async () => {
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

  it('works without any callback', async () => {
    await init();
    const returned = await page.evaluate(() => {
      const method = window.Klarna?.Payments?.load as unknown as (options: object) => unknown;
      return String(method({ container: '#container', payment_method_category: 'pay_later' }));
    });
    assert.equal(returned, 'undefined');
    await page.frameLocator('#klarna-pay-later-main').getByText('Nothing to pay today.').waitFor();
  });

  it('names its frames after the category or the instance, with Klarna’s sizes', async () => {
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
  });

  it('tells the height in whole pixels, and nothing more after off', async () => {
    await init();
    await page.evaluate(() => {
      const heights: unknown[] = [];
      const handler = (...values: unknown[]) => heights.push(...values);
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

  it('shows and hides its overlay around authorize, and says both without a value', async () => {
    await init();
    await load();
    await page.evaluate(() => {
      for (const name of ['fullscreenOverlayShown', 'fullscreenOverlayHidden'] as const) {
        window.Klarna?.Payments?.on(name, (...values) =>
          window.seen.push({ callback: { name, values: values.length } }),
        );
      }
    });
    const popup = await click('authorize', { payment_method_category: 'pay_later' }, {});
    assert.deepEqual((await nextSeen())?.callback, { name: 'fullscreenOverlayShown', values: 0 });
    assert.equal(await page.locator('#klarna-pay-later-fullscreen').isVisible(), true);
    await popup.getByRole('button', { name: 'Cancel' }).click();
    await page.waitForFunction(() => window.seen.length > 1);
    assert.deepEqual(
      (await seen()).map(({ callback }) => callback),
      [
        { name: 'fullscreenOverlayHidden', values: 0 },
        { approved: false, show_form: true },
      ],
    );
    assert.equal(await page.locator('#klarna-pay-later-fullscreen').isVisible(), false);
  });

  it('ignores a second authorize while one runs: no throw, no callback', async () => {
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

  it('opens no pop-up where nobody has clicked', async () => {
    const said = page.waitForEvent('console', (message) => message.text().startsWith('{'));
    await page.goto(`${shop.url}?token=${await clientToken()}`);
    assert.deepEqual(JSON.parse((await said).text()), { approved: false, show_form: true });
    assert.equal(context.pages().length, 1);
  });

  it('does not find its frame in a shadow root', async () => {
    await init();
    await page.evaluate(() => {
      const host = document.body.appendChild(document.createElement('div'));
      const container = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('div'));
      window.run('load', { container, payment_method_category: 'pay_later' }, {});
    });
    assert.deepEqual((await nextSeen())?.callback, { show_form: false });
    await run('authorize', { payment_method_category: 'pay_later' }, {});
    assert.equal((await seen())[1]?.thrown, 'ApplicationNotLoadedError');
  });

  it('counts as unloaded when its container has left the page', async () => {
    await init();
    await load();
    await page.evaluate(() => document.getElementById('container')?.remove());
    await run('authorize', { payment_method_category: 'pay_later' }, {});
    assert.equal((await seen())[1]?.thrown, 'ApplicationNotLoadedError');
  });

  it('makes a new frame where the container is another, and keeps it where it is the same', async () => {
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

  it('gives up after 30 seconds when its frame does not come', async () => {
    await page.clock.install();
    // Taken, and never answered.
    await page.route('**/kp/frames/widget?*', () => undefined);
    await init();
    await run('load', { container: '#container', payment_method_category: 'pay_later' }, {});
    await page.clock.runFor(29_000);
    assert.deepEqual(await seen(), []);
    await page.clock.runFor(2_000);
    assert.deepEqual((await nextSeen())?.callback, { show_form: false });
  });

  it('shows the review in the US and in Great Britain', async () => {
    for (const country of ['US', 'GB'] as const) {
      await init(country);
      await run('loadPaymentReview', { container: '#container' });
      assert.deepEqual((await nextSeen())?.callback, { show_form: true });
      await page.locator('iframe[title="Klarna Payment Review"]').waitFor();
    }
  });

  it('has a client token with the claims of real ones, and none that tells when it ends', async () => {
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
