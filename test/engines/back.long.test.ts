/**
 * Real Back and reload in Firefox and WebKit. Synthetic events cannot show which pages an engine caches, nor what happens
 * to their locks.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { sessionAnswer } from '../support/fake-endpoint.ts';
import { type EngineName, findEngine, labelOf } from './find-engine.ts';
import { openPage, type Page } from './open-page.ts';

/** A busy machine draws a page in seconds. */
const PAGE_TIMEOUT_MS = 30_000;

/** WebKit's driver never answers if the page is left while it evaluates. Then the next page is asked. */
const ANSWER_TIMEOUT_MS = 2_000;

const ELEMENT = `document.querySelector('klarna-checkout-button')`;
const TAG = '<klarna-checkout-button endpoint="/klarna"></klarna-checkout-button>';

/** A Klarna that shows every widget at once and whose window stays open, and a log of the page's returns. */
const HEAD = `<!doctype html><title>Checkout</title><script>
  window.returns = [];
  addEventListener('pageshow', ({ persisted }) => returns.push(persisted));
  window.Klarna = { Payments: {
    init() {},
    load: (options, data, callback) => callback({ show_form: true }),
    authorize() {},
  } };
</script><script type="module" src="/dist/cdn.js"></script><a href="/terms">Terms</a>`;

const BODIES: Readonly<Record<string, string>> = {
  '/parsed': `<form>${TAG}</form>`,
  '/inserted': `<form id="form"></form><script>document.getElementById('form').innerHTML = '${TAG}';</script>`,
};

const dist = new URL('../../dist/', import.meta.url);

/** Sessions that the shop's endpoint was asked for. */
let sessions = 0;

async function answer(path: string, response: ServerResponse): Promise<void> {
  const send = (type: string, body: string | Uint8Array) =>
    void response.writeHead(200, { 'content-type': type }).end(body);
  if (path === '/klarna/session') sessions += 1;
  if (path === '/klarna/session') send('application/json', JSON.stringify(sessionAnswer('pay_now', 'pay_later')));
  else if (path === '/klarna/outcome') send('application/json', '{"status":"open","session_id":"session-1"}');
  else if (path.startsWith('/dist/')) send('text/javascript', await readFile(new URL(path.slice(6), dist)));
  else if (path === '/terms') send('text/html', '<!doctype html><title>Terms</title>');
  else if (path in BODIES) send('text/html', `${HEAD}${BODIES[path]}`);
  else response.writeHead(404).end();
}

const server = createServer(({ url = '/' }, response) => void answer(new URL(url, 'http://shop').pathname, response));
let shop: string;

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  shop = `http://localhost:${(server.address() as AddressInfo).port}`;
});

after(() => {
  server.closeAllConnections();
  server.close();
});

/** Undefined if there is no answer. */
const ask = (page: Page, expression: string): Promise<unknown> =>
  Promise.race([page.evaluate(expression), wait(ANSWER_TIMEOUT_MS, undefined, { ref: false })]);

/**
 * Resolves when the expression is true in the page. Between two pages there is none to ask.
 */
async function until(page: Page, expression: string): Promise<void> {
  const signal = AbortSignal.timeout(PAGE_TIMEOUT_MS);
  let last: unknown;
  while (last !== true) {
    if (signal.aborted) throw new Error(`never true: ${expression}`, { cause: last });
    last = await ask(page, `Boolean(${expression})`).catch((error: unknown) => error);
    if (last !== true) await wait(50);
  }
}

const LOCKS = 'navigator.locks.query().then(({ held }) => held.map(({ name }) => name))';
const CHOOSE = `${ELEMENT}.shadowRoot.querySelectorAll('input')[1].click()`;
const chosenIn = (page: Page): Promise<unknown> => page.evaluate(`${ELEMENT}.paymentMethodCategory ?? null`);

async function open(page: Page, path: string): Promise<void> {
  await page.evaluate(`void (window.isOld = true, location.assign(${JSON.stringify(shop + path)}))`);
  await until(page, `!window.isOld && location.pathname === '${path}' && ${ELEMENT}?.status === 'ready'`);
}

async function leaveAndGoBack(page: Page): Promise<void> {
  await page.evaluate(`void document.querySelector('a').click()`);
  await until(page, `document.title === 'Terms' && document.readyState === 'complete'`);
  await page.back();
  await until(page, `document.title === 'Checkout' && window.returns?.length > 0`);
}

async function reload(page: Page): Promise<void> {
  await page.evaluate('void (window.isOld = true, setTimeout(() => location.reload()))');
  await until(page, `!window.isOld && ${ELEMENT}?.status === 'ready'`);
}

async function inEngine(name: EngineName, tests: (page: () => Page) => void): Promise<void> {
  const engine = await findEngine(name, { install: false });
  describe(labelOf(name), { skip: engine === undefined && 'is not here, or does not start' }, () => {
    let page: Page;
    before(async () => {
      assert.ok(engine);
      page = await openPage(engine, `${shop}/terms`);
      await until(page, `document.title === 'Terms' && document.readyState === 'complete'`);
    });
    after(() => page?.close());

    it('keeps the page in its cache, and the element asks for the cart as it is on Back', async () => {
      await open(page, '/parsed');
      const asked = sessions;
      await leaveAndGoBack(page);
      assert.deepEqual(await page.evaluate('returns'), [false, true]);
      await until(page, `${ELEMENT}.status === 'ready'`);
      assert.equal(sessions, asked + 1);
    });

    tests(() => page);
  });
}

/** @returns the name of the lock that the page holds, as soon as it holds one */
async function untilLocked(page: Page): Promise<unknown> {
  const signal = AbortSignal.timeout(PAGE_TIMEOUT_MS);
  for (;;) {
    const name = await ask(page, `${LOCKS}.then(([name]) => name)`);
    if (name) return name;
    await wait(50, undefined, { signal });
  }
}

/** @returns the name of the lock */
async function press(page: Page): Promise<unknown> {
  await open(page, '/parsed');
  await page.evaluate(`void (${CHOOSE}, ${ELEMENT}.authorize())`);
  await until(page, `${ELEMENT}.status === 'authorizing'`);
  return untilLocked(page);
}

await inEngine('firefox', (page) => {
  it('loads the page of a payment anew on Back, and the element holds no lock', async () => {
    await press(page());
    await leaveAndGoBack(page());
    // The element releases its lock when the page is left. For Firefox that is too late.
    assert.deepEqual(await page().evaluate('returns'), [false]);
    await until(page(), `${ELEMENT}?.status === 'ready'`);
    assert.deepEqual(await page().evaluate(LOCKS), []);
  });

  it('restores the choice on reload', async () => {
    await open(page(), '/parsed');
    await page().evaluate(`void ${CHOOSE}`);
    await reload(page());
    assert.equal(await chosenIn(page()), 'pay_later');
  });

  for (const [path, restored] of [
    ['/parsed', 'pay_later'],
    ['/inserted', null],
  ] as const) {
    it(`${restored ? 'restores' : 'does not restore'} the choice on Back to an uncached page with a tag that is ${path.slice(1)}`, async () => {
      await open(page(), path);
      // Firefox caches no page with such a listener.
      await page().evaluate(`void (addEventListener('unload', () => {}), ${CHOOSE})`);
      await leaveAndGoBack(page());
      assert.deepEqual(await page().evaluate('returns'), [false]);
      await until(page(), `${ELEMENT}.status === 'ready'`);
      assert.equal(await chosenIn(page()), restored);
    });
  }
});

await inEngine('webkit', (page) => {
  it('keeps the page of a payment in its cache, and the element takes the lock again on Back', async () => {
    const held = await press(page());
    await leaveAndGoBack(page());
    assert.deepEqual(await page().evaluate('returns'), [false, true]);
    assert.equal(await page().evaluate(`${ELEMENT}.status`), 'authorizing');
    assert.equal(await untilLocked(page()), held);
  });

  it('does not restore the choice on reload', async () => {
    await open(page(), '/parsed');
    await page().evaluate(`void ${CHOOSE}`);
    await reload(page());
    assert.equal(await chosenIn(page()), null);
  });

  it('keeps the choice on Back, because it caches the page', async () => {
    await open(page(), '/inserted');
    await page().evaluate(`void ${CHOOSE}`);
    await leaveAndGoBack(page());
    assert.deepEqual(await page().evaluate('returns'), [false, true]);
    await until(page(), `${ELEMENT}.status === 'ready'`);
    assert.equal(await chosenIn(page()), 'pay_later');
  });
});
