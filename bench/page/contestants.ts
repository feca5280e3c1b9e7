/** Pages with one element each. Nothing comes from the network: the bench answers every request itself. */
import { existsSync, readFileSync } from 'node:fs';
import { build } from 'vite';

export const SHOP = 'http://shop.test';
const SDK_PATH = '/kp/lib/v1/api.js';

export interface Contestant {
  name: string;
  /** Path of the page. */
  path: string;
}

const page = (body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Checkout</title><h1>Checkout</h1><main>${body}</main></html>`;

const SESSION = {
  client_token: 'head.claims.signature',
  payment_method_categories: ['pay_now', 'pay_later', 'pay_over_time'].map((identifier) => ({
    identifier,
    name: identifier,
  })),
  purchase_country: 'SE',
  purchase_currency: 'SEK',
  order_amount: 9500,
};

/** Shows each widget at once. `authorize` never answers, so the element stays as a press has left it. */
const KLARNA = `window.Klarna = { Payments: {
  init() {}, on() {}, off() {}, authorize() {},
  load: (options, data, done) => done({ show_form: true }),
} };
window.klarnaAsyncCallback?.();`;

const LIT_ELEMENT = `import { LitElement, html } from 'lit';
customElements.define('lit-alone', class extends LitElement { render() { return html\`<button>Buy</button>\`; } });`;

const GOOGLE_BUTTON = `import '@google-pay/button-element';`;

const OURS = '<klarna-checkout-button endpoint="/klarna"></klarna-checkout-button>';

const PAGES: Readonly<Record<string, string>> = {
  '/plain': page('<button>Buy</button>'),
  '/lit': page('<lit-alone></lit-alone><script type="module" src="/bundles/lit.js"></script>'),
  '/google': page('<google-pay-button></google-pay-button><script type="module" src="/bundles/google.js"></script>'),
  '/ours': page(`${OURS}<script type="module" src="/dist/cdn.js"></script>`),
  // No endpoint, so each element shows an error for developers and asks nobody.
  '/empty': page('<script type="module" src="/dist/cdn.js"></script>'),
};

export const CONTESTANTS: readonly Contestant[] = [
  { name: 'a plain button', path: '/plain' },
  { name: 'lit alone', path: '/lit' },
  { name: '@google-pay/button-element', path: '/google' },
  { name: 'klarna-checkout-button', path: '/ours' },
];

const bundle = async (entry: string, folder: string): Promise<string> => {
  const built = await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? '\0entry' : undefined),
        load: (id) => (id === '\0entry' ? entry : undefined),
      },
    ],
    build: { write: false, minify: true, rollupOptions: { input: 'entry', output: { codeSplitting: false } } },
  });
  return [built]
    .flat()
    .flatMap((each) => ('output' in each ? each.output : []))
    .flatMap((file) => (file.type === 'chunk' ? [file.code] : []))
    .join('\n');
};

export interface Answer {
  contentType: string;
  body: string;
}

/** @param peers a folder in which the other packages are installed */
export async function createAnswers(dist: string, peers: string): Promise<(url: string) => Answer | undefined> {
  const bundles = new Map([
    ['/bundles/lit.js', await bundle(LIT_ELEMENT, peers)],
    ['/bundles/google.js', await bundle(GOOGLE_BUTTON, peers)],
  ]);
  return (url) => {
    const { pathname } = new URL(url);
    const html = PAGES[pathname];
    if (html !== undefined) return { contentType: 'text/html', body: html };
    if (pathname === '/klarna/session') return { contentType: 'application/json', body: JSON.stringify(SESSION) };
    if (pathname === SDK_PATH) return { contentType: 'text/javascript', body: KLARNA };
    const script = bundles.get(pathname);
    if (script !== undefined) return { contentType: 'text/javascript', body: script };
    const file = `${dist}/${pathname.replace('/dist/', '')}`;
    return pathname.startsWith('/dist/') && existsSync(file)
      ? { contentType: 'text/javascript', body: readFileSync(file, 'utf8') }
      : undefined;
  };
}
