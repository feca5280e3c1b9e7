import type { Address, CustomerDetails, OrderLine } from '../../klarna/types.ts';
import { mustSignUp } from '../flow/authorize/outcomes.ts';
import { paths } from '../paths.ts';
import type { AttemptRecord, SessionRecord } from '../state/records.ts';
import { formatAmount } from './format-amount.ts';
import { type Html, html } from './html.ts';
import { page } from './page.ts';
import { signUp } from './sign-up.ts';

const NOTE = html`<p class="note"><span>Simulated Klarna</span> No money moves.</p>`;

const popup = (title: string, body: Html, options: { script?: 'opening' | 'popup'; status?: number } = {}): Response =>
  page({
    title: 'Klarna Payments',
    name: 'popup',
    ...options,
    body: html`<header><span class="badge">Klarna</span><span class="where">${title}</span></header>${body}`,
  });

/** Shown in the window from the click until the SDK has sent the purchase to the simulator. */
export const openingPage = (): Response =>
  popup(
    'Simulator',
    html`<main class="waiting" aria-busy="true"><p class="spinner" aria-hidden="true"></p><h1>Opening Klarna…</h1></main>`,
    { script: 'opening' },
  );

/**
 * Shown after a decision. It tells the shop's page and closes itself. The text is for a browser that does not close it.
 */
export const decidedPage = (): Response =>
  popup('Simulator', html`<main class="waiting"><h1>Back to the shop</h1><p>You can close this window.</p></main>`, {
    script: 'popup',
  });

export const gonePage = (): Response =>
  popup(
    'Simulator',
    html`<main class="waiting"><h1>This payment is no longer open</h1><p>Close this window and try again in the shop.</p></main>`,
    { status: 404 },
  );

const VISIBLE_LINES = 6;

function lines(session: SessionRecord): Html {
  const { order_lines, order_amount } = session.request;
  const row = ({ name, quantity, total_amount }: OrderLine) =>
    html`<li><span class="item">${name}${quantity > 1 && html` <span class="quantity">× ${quantity}</span>`}</span><span class="sum">${formatAmount(session.request, total_amount)}</span></li>`;
  const rest = order_lines.length - VISIBLE_LINES;
  return html`<section aria-labelledby="lines"><h2 id="lines">Your order</h2>
<ul class="lines">${order_lines.slice(0, VISIBLE_LINES).map(row)}${rest > 0 && html`<li class="more">and ${rest} more</li>`}</ul>
<p class="total"><span>Total</span><strong>${formatAmount(session.request, order_amount)}</strong></p></section>`;
}

function addressLines(address: Address): string[] {
  const { given_name, family_name, organization_name, street_address, street_address2, email, phone } = address;
  const { postal_code, city, region, country } = address;
  const join = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' ');
  const town = [join(postal_code, city), region, country].filter(Boolean).join(', ');
  return [join(given_name, family_name), organization_name, street_address, street_address2, town, email, phone].filter(
    (line) => line !== undefined && line !== '',
  ) as string[];
}

function person(title: string, address: Address | undefined): Html | false {
  const text = address ? addressLines(address) : [];
  return (
    text.length > 0 &&
    html`<div><h3>${title}</h3><address>${text.map((line) => html`<span>${line}</span>`)}</address></div>`
  );
}

function details({ billing_address, shipping_address, customer }: CustomerDetails): Html {
  const parts = [
    person('Billing', billing_address),
    person('Delivery', shipping_address),
    customer?.date_of_birth !== undefined && html`<div><h3>Born</h3><p>${customer.date_of_birth}</p></div>`,
  ].filter((part) => part !== false);
  return html`<section aria-labelledby="details"><h2 id="details">Your details</h2>${
    parts.length > 0
      ? html`<div class="people">${parts}</div>`
      : html`<p class="empty">The shop sent none. Klarna would ask the shopper here.</p>`
  }</section>`;
}

/** @param isCodeWrong whether the shopper has entered a wrong sign-up code */
export function approvalPage(
  session: SessionRecord,
  attempt: AttemptRecord,
  merchant_name: string,
  isCodeWrong = false,
): Response {
  const { request } = session;
  const isNew = mustSignUp(session.details);
  const chosen = session.payment_method_categories.find(
    ({ identifier }) => identifier === attempt.payment_method_category,
  );
  return popup(
    merchant_name,
    html`<main tabindex="0" aria-label="What you pay for">
<div class="hero"><h1><span class="to">Pay ${merchant_name}</span> ${formatAmount(request, request.order_amount)}</h1><p class="method">${chosen?.name ?? attempt.payment_method_category}</p></div>
${lines(session)}
${details(session.details)}
</main>
<form method="post" aria-label="Your decision" action="${paths.popup}/${attempt.attempt_id}">
${isNew && signUp(isCodeWrong)}
<button class="primary" name="decision" value="approve"${!isNew && html` autofocus`}>Approve and pay</button>
<div class="others"><button name="decision" value="decline" formnovalidate>Decline</button><button name="decision" value="cancel" formnovalidate>Cancel</button></div>
${NOTE}
</form>`,
  );
}
