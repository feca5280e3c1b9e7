/** The contestants: checkout pages that end with a loaded widget. Each sets `window.done` to the moment, in ms. */
import { KLARNA, SDK_PATH } from './servers.ts';

const SDK = KLARNA + SDK_PATH;

/** A checkout page around the part that differs: a form and some text, as a shop has them. */
const page = (head: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Checkout</title>
<meta name="viewport" content="width=device-width">${head}
</head><body><main><h1>Checkout</h1>
<form><label>E-mail <input autocomplete="email"></label>
<label>Given name <input autocomplete="given-name"></label>
<label>Family name <input autocomplete="family-name"></label>
<label>Street <input autocomplete="street-address"></label>
<label>Postal code <input autocomplete="postal-code"></label>
<label>City <input autocomplete="address-level2"></label>
${body}</form></main></body></html>`;

const FETCH_SESSION = `fetch('/klarna/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
  .then((response) => response.json())`;

const SHOW = `function show(session) {
  Klarna.Payments.init({ client_token: session.client_token });
  Klarna.Payments.load(
    { container: '#widget', payment_method_category: session.payment_method_categories[0].identifier },
    (result) => { if (result.show_form) window.done = performance.now(); },
  );
}`;

const WIDGET = '<div id="widget"></div><button type="button">Buy</button>';

/** Klarna's documented order: the script first; its callback asks for the session, then init and load. */
const documented = page(
  '',
  `${WIDGET}<script>${SHOW}
window.klarnaAsyncCallback = () => { ${FETCH_SESSION}.then(show); };
</script><script src="${SDK}" async></script>`,
);

/** The session first, then the script: what many integrations do. */
const fetchThenScript = page(
  '',
  `${WIDGET}<script>${SHOW}
${FETCH_SESSION}.then((session) => {
  window.klarnaAsyncCallback = () => show(session);
  const script = document.createElement('script');
  script.src = '${SDK}';
  document.head.append(script);
});</script>`,
);

const PRELOAD_SCRIPT = `
<link rel="preload" as="script" href="${SDK}">`;

/** Everything that can begin early begins in the head, and nothing of ours has to arrive. */
const ideal = page(
  `${PRELOAD_SCRIPT}<script>window.session = ${FETCH_SESSION};</script>`,
  `${WIDGET}<script>${SHOW}
window.klarnaAsyncCallback = () => window.session.then(show);
</script><script src="${SDK}" async></script>`,
);

const RESERVED = `<style>klarna-checkout-button:not(:defined) { display: block; min-block-size: 408px; }</style>`;

const tag = (build: string, head: string): string =>
  page(
    `${head}<script>addEventListener('klarna-ready', () => { window.done = performance.now(); });</script>`,
    `<script type="module">
import { KlarnaCheckoutButton } from '/builds/${build}/cdn.js';
</script><klarna-checkout-button endpoint="/klarna"></klarna-checkout-button>`,
  );

export interface Contestant {
  name: string;
  path: string;
}

const preloadModules = (build: string): string => `
<link rel="modulepreload" href="/builds/${build}/cdn.js">
<link rel="modulepreload" href="/builds/${build}/cdn/element.js">`;

export interface Contestant {
  name: string;
  path: string;
}

/** @param builds names of folders with a `cdn.js` */
export function contestants(builds: readonly string[]): { list: Contestant[]; pages: Record<string, string> } {
  const pages: Record<string, string> = { documented, 'fetch-then-script': fetchThenScript, ideal };
  const list: Contestant[] = [
    { name: 'Klarna’s documented order', path: '/documented' },
    { name: 'session, then script', path: '/fetch-then-script' },
    { name: 'an ideal page', path: '/ideal' },
  ];
  const add = (name: string, path: string, html: string) => {
    pages[path] = html;
    list.push({ name, path: `/${path}` });
  };
  for (const build of builds) {
    add(`bare tag (${build})`, `bare-${build}`, tag(build, ''));
    add(`with the script’s line (${build})`, `script-${build}`, tag(build, PRELOAD_SCRIPT + RESERVED));
    add(
      `with the three lines (${build})`,
      `three-${build}`,
      tag(build, PRELOAD_SCRIPT + preloadModules(build) + RESERVED),
    );
  }
  return { list, pages };
}
