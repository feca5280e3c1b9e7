import { paths } from '../../paths.ts';
import { type Html, html } from '../html.ts';
import { page } from '../page.ts';
import { CALL_CHOICES, SHOPPER_CHOICES } from './steps.ts';

const MINUTE_MS = 60_000;

const JUMPS = [
  { label: '+1 min', ms: MINUTE_MS },
  { label: '+1 h', ms: 60 * MINUTE_MS },
  { label: '+48 h', ms: 48 * 60 * MINUTE_MS },
];

/** A list that the script fills. The text is shown while the list is empty. */
const panel = (
  name: string,
  title: string,
  empty: Html,
): Html => html`<section class="panel" aria-labelledby="${name}-title">
<h2 id="${name}-title">${title} <span class="count" id="${name}-count">0</span></h2>
<ul class="rows" id="${name}" role="list"></ul>
<p class="empty" id="${name}-empty">${empty}</p>
</section>`;

const choices = (title: string, list: typeof SHOPPER_CHOICES): Html =>
  html`<div class="choices" role="group" aria-label="${title}"><span class="choices-title" aria-hidden="true">${title}</span>${list.map(
    ({ label, title: hint, step }) =>
      html`<button type="button" title="${hint}" data-step="${JSON.stringify(step)}">${label}</button>`,
  )}</div>`;

const address = (name: string, value: string): Html =>
  html`<div><dt>${name}</dt><dd><code>${value}</code> <button type="button" class="copy" data-copy="${value}" aria-label="Copy the address: ${name}">Copy</button></dd></div>`;

const bar = html`<header class="bar">
<div class="brand"><span class="badge">Klarna</span><h1>Simulator</h1><span id="live" class="live" role="status">Connecting</span></div>
<div class="clock" role="group" aria-label="The simulator’s clock">
<p class="time"><time id="now">--:--:--</time><span id="date"></span><span id="ahead" class="ahead"></span></p>
<p class="jumps">${JUMPS.map(({ label, ms }) => html`<button type="button" data-advance="${ms}">${label}</button>`)}</p>
</div>
<div class="tools">
<button type="button" id="reveal" aria-pressed="false">Show personal data</button>
<button type="button" id="reset">Reset</button>
</div>
</header>`;

const next = html`<section class="panel next" aria-labelledby="next-title">
<h2 id="next-title">What happens next</h2>
<div class="next-body">
<div class="settings">
<label>For <select id="for-session"><option value="">any session</option></select></label>
<label>How often <select id="times"><option value="1">once</option><option value="3">3 times</option><option value="10">10 times</option><option value="100">100 times</option></select></label>
</div>
${choices('Next authorize', SHOPPER_CHOICES)}
${choices('Next call', CALL_CHOICES)}
<div class="queue"><h3>Waiting</h3><ol id="queue"></ol><p class="none" id="queue-empty">Nothing: shoppers decide in the pop-up, or by their test e-mail.</p>
<button type="button" id="clear-script" hidden>Clear</button></div>
</div>
</section>`;

const connect = (origin: string): Html => html`<section class="panel connect" aria-labelledby="connect-title">
<h2 id="connect-title">Connect a shop</h2>
<dl>${address('REST API', origin)}<div><dt>Shop</dt><dd id="merchant"></dd></div>
${address('SDK', origin + paths.sdk)}<div><dt>Seed</dt><dd><code id="seed"></code></dd></div></dl>
</section>`;

const resetDialog = html`<dialog id="reset-dialog" aria-labelledby="reset-title">
<form method="dialog"><h2 id="reset-title">Forget everything?</h2>
<p>Sessions, orders, tokens, callbacks and the script go. The clock returns to now, and ids begin from the seed again.</p>
<p class="buttons"><button value="reset" class="danger">Forget everything</button><button value="" autofocus>Keep it</button></p></form>
</dialog>`;

/**
 * The simulator's live state, and controls for its next answers. Customer data is hidden until a person asks for it,
 * because the page may be open on a screen in an office.
 */
export const controlPage = (origin: string): Response =>
  page({
    title: 'Klarna simulator',
    name: 'control',
    script: 'control',
    body: html`${bar}
<main>
<noscript><p class="empty">This page needs JavaScript. GET /simulator/state says the same as JSON.</p></noscript>
<p id="message" class="message" role="status"></p>
<div class="columns">
<div class="column">
${next}
${panel('requests', 'Requests', html`None yet. A session begins with <code>POST ${origin}/payments/v1/sessions</code>.`)}
</div>
<div class="column">
${connect(origin)}
${panel('sessions', 'Sessions', html`None yet.`)}
${panel('orders', 'Orders', html`None yet. An order is placed with the token of an approval.`)}
${panel('callbacks', 'Callbacks', html`None yet. They go to <code>merchant_urls.authorization</code> and <code>.notification</code>.`)}
${panel('customer_tokens', 'Customer tokens', html`None yet. Sessions with an intent to tokenize lead to them.`)}
</div>
</div>
</main>
${resetDialog}`,
  });
