import { explainChargeRefusal } from '../../shop/subscriptions/explain-charge-refusal.ts';
import { periodWords } from '../../shop/subscriptions/interval-text.ts';
import type { NextCharge, StoredSubscription } from '../../shop/subscriptions/stored-subscription.ts';
import { formatDay } from '../format-day.ts';
import { html } from '../html.ts';
import { picture } from '../icons.ts';
import { recurringPrice } from './recurring.ts';

const nextWords = ({ state, due_on, error_code = '' }: NextCharge) => {
  const due = html`<time datetime="${due_on}">${formatDay(due_on)}</time>`;
  if (state === 'open')
    return html`Charge of ${due}: Klarna has not answered yet. Ask again, nothing is charged twice.`;
  if (state === 'refused') return html`Charge of ${due}: ${explainChargeRefusal(error_code)}`;
  return html`Next charge on ${due}`;
};

/** The text of the charge button. If Klarna's answer is unknown, the button repeats the same charge. */
const chargeWords = ({ subscription, next }: StoredSubscription) => {
  if (next.state === 'open') return 'Ask again';
  if (next.state === 'refused') return 'Try again';
  return `Charge the next ${periodWords(subscription)}`;
};

const buttons = (one: StoredSubscription) => html`
  <p class="subscription-buttons">
    <button type="button" class="chip strong" data-charge="${one.next.period}">${chargeWords(one)}</button>
    <button type="button" class="chip" data-cancel aria-label="Cancel ${one.name}, ${one.reference}">Cancel</button>
  </p>`;

const row = (one: StoredSubscription) => html`
  <li class="subscription" data-subscription="${one.reference}" data-status="${one.status}">
    <span class="thumb">${picture(one.sku)}</span>
    <p class="subscription-words">
      <span><strong>${one.name}</strong> <span class="line-quantity">× ${one.quantity}</span></span>
      <span class="amount">${recurringPrice(one)}</span>
    </p>
    <p class="subscription-next">
      <span class="subscription-number">${one.reference}</span>
      ${one.status === 'ACTIVE' ? nextWords(one.next) : 'Cancelled. Nothing is charged any more.'}
    </p>
    ${one.status === 'ACTIVE' && buttons(one)}
  </li>`;

export const subscriptionList = (list: readonly StoredSubscription[]) => html`
  <section class="subscriptions" aria-labelledby="subscriptions-heading">
    <h2 id="subscriptions-heading">Subscriptions</h2>
    <p class="section-words">A real shop charges them by the clock. Here you are the clock.</p>
    <ul class="subscription-list">${list.map(row)}</ul>
  </section>
  <h2 class="orders-heading">Orders</h2>`;

/** For the confirmation: the subscriptions that have started, and their next charges. */
export const begunSubscriptions = (list: readonly StoredSubscription[]) => html`
  <section class="receipt" aria-labelledby="begun-heading">
    <h2 id="begun-heading">What comes again</h2>
    <ul class="lines">
      ${list.map(
        (one) => html`
          <li>
            <span class="thumb">${picture(one.sku)}</span>
            <span class="line-name">
              ${one.name} <span class="line-quantity">× ${one.quantity}</span>
              <small class="line-plan">${nextWords(one.next)}</small>
            </span>
            <span class="amount">${recurringPrice(one)}</span>
          </li>`,
      )}
    </ul>
  </section>`;
