/** The laws that must hold after all purchases, whatever failed meanwhile. */
import type { OrderCreated, SessionRequest } from '../../src/klarna/types.ts';
import type { CustomerTokenRecord, OrderRecord } from '../../src/simulator/state/records.ts';

export interface Row extends Pick<OrderCreated, 'order_id'> {
  /** `merchant_reference1` of the order. */
  reference: string;
  session_id: string;
}

export interface Books {
  /** The cart that each shopper wanted at last, by its `merchant_reference1`. */
  carts: ReadonlyMap<string, SessionRequest>;
  /** Orders that Klarna has. */
  orders: readonly Pick<OrderRecord, 'order_id' | 'session_id' | 'request'>[];
  /** Customer tokens that Klarna has. */
  tokens: readonly Pick<CustomerTokenRecord, 'token_id' | 'session_id' | 'status'>[];
  /** Orders that the shop has saved. */
  rows: readonly Row[];
  /** Customer tokens that the shop has saved, oldest first. */
  told: readonly Pick<CustomerTokenRecord, 'token_id' | 'session_id'>[];
}

/** @returns a sentence for each violation */
export function findViolations(books: Books): string[] {
  return [...checkCarts(books), ...checkRows(books), ...checkTokens(books)];
}

function checkCarts({ carts, orders }: Books): string[] {
  const placed = Map.groupBy(orders, ({ request }) => request.merchant_reference1 ?? '');
  return [...carts].flatMap(([reference, cart]) => {
    const own = placed.get(reference) ?? [];
    if (own.length !== 1) return [`${reference} has ${own.length} orders`];
    const amount = own[0]?.request.order_amount;
    return amount === cart.order_amount ? [] : [`${reference} costs ${cart.order_amount}, and ${amount} is ordered`];
  });
}

/** If the shop saves an order twice under one id, it has one row. */
function checkRows({ orders, rows }: Books): string[] {
  const saved = new Map(rows.map((row) => [row.order_id, row]));
  const known = new Set(orders.map(({ order_id }) => order_id));
  const strays = [...saved.keys()].filter((order_id) => !known.has(order_id));
  return [
    ...strays.map((order_id) => `${order_id} is saved, and Klarna has no such order`),
    ...orders.flatMap(({ order_id, session_id, request }) => {
      const row = saved.get(order_id);
      if (row === undefined) return [`${order_id} is not saved`];
      const isItsOwn = row.session_id === session_id && row.reference === request.merchant_reference1;
      return isItsOwn ? [] : [`${order_id} is saved for another session or cart`];
    }),
  ];
}

function checkTokens({ carts, orders, tokens, told }: Books): string[] {
  const active = Map.groupBy(
    tokens.filter(({ status }) => status === 'ACTIVE'),
    ({ session_id }) => session_id,
  );
  const last = new Map(told.map(({ session_id, token_id }) => [session_id, token_id]));
  const doubled = [...active].filter(([, own]) => own.length > 1);
  const subscribed = orders.filter(({ request }) => {
    return carts.get(request.merchant_reference1 ?? '')?.intent === 'buy_and_tokenize';
  });
  return [
    ...doubled.map(([session_id, own]) => `session ${session_id} has ${own.length} active customer tokens`),
    ...subscribed.flatMap(({ session_id = '' }) => {
      const own = active.get(session_id) ?? [];
      if (own.length === 0) return [`session ${session_id} has no active customer token`];
      const isTold = own.some(({ token_id }) => token_id === last.get(session_id));
      return isTold ? [] : [`session ${session_id}: the shop was last told a customer token that is not active`];
    }),
  ];
}
