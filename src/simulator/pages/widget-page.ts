import type { SessionRecord } from '../state/records.ts';
import { formatAmount } from './format-amount.ts';
import { type Html, html } from './html.ts';
import { describeOffer } from './offer.ts';
import { framedPage, type Theme } from './page.ts';

/** The frame in the shop's checkout. It is empty until the SDK has called `load`. */
export const widgetPage = (theme: Theme): Response =>
  framedPage({
    title: 'Klarna',
    name: 'widget',
    script: 'widget',
    theme,
    body: html`<main id="content" aria-live="polite"></main>`,
  });

function card({ request }: SessionRecord, identifier: string): Html {
  const { lead, detail } = describeOffer(request, identifier);
  const total = formatAmount(request, request.order_amount);
  return html`<p class="lead">${lead}</p>${detail}<p class="total"><span>Total</span><strong>${total}</strong></p>`;
}

const heading = (name: string): Html => html`<p class="name"><span class="badge">Klarna</span> ${name}</p>`;

/** If one widget has several ways to pay, the shopper chooses here. The first is selected at the start. */
function choice(session: SessionRecord, categories: readonly { identifier: string; name: string }[]): Html {
  const options = categories.map(
    ({ identifier, name }, index) => html`<div class="option">
<label><input type="radio" name="payment_method_category" value="${identifier}"${index === 0 && html` checked`}> ${name}</label>
<div class="detail">${card(session, identifier)}</div></div>`,
  );
  return html`<fieldset><legend>How would you like to pay?</legend>${options}</fieldset>`;
}

const NOTE = html`<p class="note"><span>Simulated Klarna</span> No money moves.</p>`;

/** The widget's contents for these categories of the session, or for all of them if none is named. */
export function widgetContent(session: SessionRecord, wanted: readonly string[]): Html {
  const offered = session.payment_method_categories;
  const categories = wanted.length === 0 ? offered : offered.filter(({ identifier }) => wanted.includes(identifier));
  const [first] = categories;
  if (first === undefined) return NOTE;
  const body =
    categories.length === 1
      ? html`<input type="hidden" name="payment_method_category" value="${first.identifier}">${heading(first.name)}${card(session, first.identifier)}`
      : choice(session, categories);
  return html`<section class="card">${body}${NOTE}</section>`;
}

/** `loadPaymentReview`: one line that names the chosen way to pay. */
export function reviewContent(session: SessionRecord): Html {
  const chosen = session.attempt?.payment_method_category;
  const name = session.payment_method_categories.find(({ identifier }) => identifier === chosen)?.name;
  return html`<p class="review"><span class="badge">Klarna</span> ${name ?? 'Nothing chosen yet'}</p>`;
}
