import type { SimulatorState } from '../../../control/describe-state.ts';
import type { ViewDeps } from '../types.ts';

type Order = SimulatorState['orders'][number];

/** The orders, with the authorized, captured and refunded amounts. */
export function createOrders({ build, format, json, row, list, pill }: ViewDeps) {
  const money = (order: Order): HTMLElement => {
    const { order_amount, captured_amount = 0, refunded_amount = 0, purchase_currency } = order;
    const part = (name: string, amount: number) =>
      build('div', {}, build('dt', {}, name), build('dd', { class: 'sum' }, format.amount(amount, purchase_currency)));
    const parts = [part('Order', order_amount), part('Captured', captured_amount), part('Refunded', refunded_amount)];
    return build('dl', { class: 'money' }, ...parts);
  };

  const render = (order: Order): HTMLLIElement => {
    const { order_id, status, fraud_status, order_amount, purchase_currency, payment_method_category } = order;
    return row(
      [
        pill(fraud_status === 'ACCEPTED' ? status : fraud_status),
        build('span', { class: 'sum' }, format.amount(order_amount, purchase_currency)),
        build('span', { class: 'tag' }, payment_method_category),
        build('code', { title: order_id }, format.short(order_id)),
        build('span', { class: 'end' }, order.klarna_reference ?? ''),
      ],
      () => [build('p', { class: 'facts' }, order_id), money(order), json('Order', order)],
    );
  };

  const shown = list<Order>('orders', ({ order_id }) => order_id, render);
  return ({ orders, counts }: SimulatorState): void => shown(orders, counts.orders);
}
