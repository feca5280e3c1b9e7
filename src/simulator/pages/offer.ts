/** The contents of the widget: the terms of each way to pay for this order. */
import type { Order } from '../../klarna/types.ts';
import { countInstalments, splitAmount } from '../flow/orders/instalments.ts';
import { formatAmount } from './format-amount.ts';
import { type Html, html } from './html.ts';
import { ring } from './rings.ts';

interface Step {
  when: string;
  amount: number;
}

function steps(order: Order, list: readonly Step[]): Html {
  let paid = 0;
  const items = list.map(({ when, amount }) => {
    paid += amount;
    const part = order.order_amount === 0 ? 1 : paid / order.order_amount;
    return html`<li>${ring(part)}<span class="when">${when}</span><span class="sum">${formatAmount(order, amount)}</span></li>`;
  });
  return html`<ol class="steps">${items}</ol>`;
}

const MONTHS = ['Today', 'In 1 month', 'In 2 months'];

const FORTNIGHTS = ['Today', 'In 2 weeks', 'In 4 weeks', 'In 6 weeks'];

export function describeOffer(order: Order, identifier: string): { lead: string; detail: Html } {
  const { order_amount, purchase_country } = order;
  const total = formatAmount(order, order_amount);
  if (identifier === 'pay_later') {
    const due = [
      { when: 'Today', amount: 0 },
      { when: 'In 30 days', amount: order_amount },
    ];
    return { lead: 'Nothing to pay today.', detail: steps(order, due) };
  }
  if (identifier === 'pay_over_time') {
    const count = countInstalments(purchase_country);
    const names = count === 4 ? FORTNIGHTS : MONTHS;
    const parts = splitAmount(order_amount, count).map((amount, index) => ({ when: names[index] ?? '', amount }));
    return { lead: `${count} interest-free parts.`, detail: steps(order, parts) };
  }
  if (identifier === 'klarna') {
    return {
      lead: 'Now, later or over time: you choose in the next step.',
      detail: html`<ul class="ways"><li>Pay in full</li><li>In 30 days</li><li>In parts</li></ul>`,
    };
  }
  return { lead: `${total} at once, from your card or bank.`, detail: html`` };
}
