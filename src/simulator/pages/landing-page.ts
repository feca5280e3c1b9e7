import { paths } from '../paths.ts';
import type { OrderRecord, SessionRecord } from '../state/records.ts';
import type { State } from '../state/state.ts';
import { formatAmount } from './format-amount.ts';
import { type Html, html } from './html.ts';
import { page } from './page.ts';

/** Rows of a table: the newest, for a person to look at. */
const SHOWN = 50;

const time = (ms: number): Html => {
  const iso = new Date(ms).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')}</time>`;
};

function statusOf(session: SessionRecord, now: number): string {
  if (session.status === 'complete') return 'complete';
  if (now >= session.expires_at) return 'expired';
  return session.authorization?.state === 'open' ? 'authorized' : 'incomplete';
}

const row = (cells: readonly Html[]): Html => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`;

const status = (text: string): Html => html`<span class="status ${text.toLowerCase()}">${text.toLowerCase()}</span>`;

const sessionRow = (session: SessionRecord, now: number): Html =>
  row([
    html`<code>${session.session_id}</code>`,
    html`${formatAmount(session.request, session.request.order_amount)}`,
    html`${session.request.purchase_country.toUpperCase()}`,
    status(statusOf(session, now)),
    time(session.created_at),
  ]);

const orderRow = (order: OrderRecord): Html =>
  row([
    html`<code>${order.order_id}</code>`,
    html`${formatAmount(order.request, order.request.order_amount)}`,
    html`${order.payment_method_category}`,
    status(order.status),
    time(order.created_at),
  ]);

function table(title: string, count: number, heads: readonly string[], rows: readonly Html[], empty: string): Html {
  const head = heads.map((text) => html`<th scope="col">${text}</th>`);
  const body =
    rows.length > 0
      ? html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`
      : html`<p class="empty">${empty}</p>`;
  return html`<section><h2>${title} <span class="count">${count}</span></h2>${body}</section>`;
}

/** Ids, amounts and states. No customer data: the page may stand open on a screen in an office. */
export function landingPage(state: State, origin: string): Response {
  const now = state.now();
  const sessions = state.sessions.values().reverse();
  const orders = state.orders.values().reverse();
  return page({
    title: 'Klarna simulator',
    name: 'landing',
    body: html`<header><span class="badge">Klarna</span><h1>Simulator</h1><p>Klarna Payments, offline. No money moves.</p></header>
<main>
<dl><div><dt>REST API</dt><dd><code>${origin}</code></dd></div><div><dt>SDK</dt><dd><code>${origin}${paths.sdk}</code></dd></div></dl>
${table('Orders', orders.length, ['order_id', 'Amount', 'Paid by', 'Status', 'Placed (UTC)'], orders.slice(0, SHOWN).map(orderRow), 'None yet.')}
${table(
  'Sessions',
  sessions.length,
  ['session_id', 'Amount', 'Country', 'Status', 'Created (UTC)'],
  sessions.slice(0, SHOWN).map((session) => sessionRow(session, now)),
  'None yet. Begin with POST /payments/v1/sessions.',
)}
</main>`,
  });
}
