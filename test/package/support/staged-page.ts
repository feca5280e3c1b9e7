/** A page with `cdn.js`, whose every request the test answers. */
import { existsSync, readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright';

export const SHOP = 'http://shop.test';
export const SDK = 'https://x.klarnacdn.net/kp/lib/v1/api.js';
export const SIMULATOR = 'http://klarna.test/kp/lib/v1/api.js';
export const TAG = '<klarna-checkout-button endpoint="/klarna"><p>Another way to pay</p></klarna-checkout-button>';
export const SCRIPT = '<script type="module" src="/cdn.js"></script>';
const SESSION = {
  client_token: 'head.claims.signature',
  payment_method_categories: [{ identifier: 'klarna', name: 'Klarna' }],
  purchase_country: 'SE',
};

const KLARNA = `window.Klarna = { Payments: { init() {}, on() {}, off() {}, load: () => { window.loaded = true; } } };
window.klarnaAsyncCallback?.();`;

export interface Visit {
  page: Page;
  /** Every request after the page itself, in order. */
  asked: string[];
  /** Lets the late file through. */
  release(): void;
}

export type StagedWindow = Window & {
  Klarna?: { Payments: unknown };
  seen: unknown[];
  failures: string[];
  /** The number of `klarna-error` events, also of defined elements. */
  heard: number;
  /** The number of errors in the console. */
  errors: number;
  violations: string[];
  loaded?: boolean;
  idle: (() => void)[];
};

declare const window: StagedWindow;

/**
 * @param options.fails how often the element's file fails: with the script `body`, else without an answer.
 *   `late` is the file that waits for `release`
 */
export async function visit(
  browser: Browser,
  html: string,
  { fails = 0, body = undefined as string | undefined, late = '', policy = '' } = {},
): Promise<Visit> {
  const page = await (await browser.newContext()).newPage();
  const asked: string[] = [];
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  let failures = fails;
  await page.clock.install();
  await page.addInitScript(() => {
    window.failures = [];
    window.errors = 0;
    window.heard = 0;
    const { error: print } = console;
    console.error = (...parts) => {
      window.errors += 1;
      print(...parts);
    };
    addEventListener('klarna-error', (event) => {
      window.heard += 1;
      // A defined element has failures of its own, because nobody serves Klarna's script here.
      if ((event.target as Element).matches(':defined')) return;
      const { code, reason } = (event as Event & { error: { code: string; reason: string } }).error;
      window.failures.push(`${code} ${reason}`);
    });
  });
  await page.route('**/*', async (route) => {
    const { href, origin, pathname } = new URL(route.request().url());
    if (pathname === '/') {
      const headers = { 'content-type': 'text/html', ...(policy && { 'content-security-policy': policy }) };
      return route.fulfill({ headers, body: `<!doctype html>${html}` });
    }
    asked.push(origin === SHOP ? href.slice(SHOP.length) : href);
    if (pathname === late) await released;
    if (href === SIMULATOR || (policy && href === SDK))
      return route.fulfill({ contentType: 'text/javascript', body: KLARNA });
    if (pathname === '/klarna/session') return route.fulfill({ json: SESSION });
    if (pathname === '/cdn/element.js') {
      if (failures-- > 0)
        return body === undefined ? route.abort() : route.fulfill({ contentType: 'text/javascript', body });
    }
    if (['/first.js', '/late.js'].includes(pathname))
      return route.fulfill({ contentType: 'text/javascript', body: '' });
    const file = `dist${pathname}`;
    if (origin === SHOP && existsSync(file)) {
      return route.fulfill({ contentType: 'text/javascript', body: readFileSync(file, 'utf8') });
    }
    return route.abort();
  });
  await page.goto(SHOP);
  return { page, asked, release };
}

export const isDefined = (page: Page) => page.waitForFunction(() => customElements.get('klarna-checkout-button'));
