/** A merchant's server written with the published types. It is compiled against the packed package, and never run. */
import { createServer } from 'node:http';
import {
  checkOrder,
  createKlarnaApi,
  createKlarnaHandler,
  KlarnaApiError,
  type SavedOrder,
} from 'klarna-checkout-button/server';
import { toNodeListener } from 'klarna-checkout-button/server/node';

/** As it comes: what is missing is told at start-up. */
const account = {
  username: process.env.KLARNA_USERNAME,
  password: process.env.KLARNA_PASSWORD,
  environment: process.env.KLARNA_ENVIRONMENT ?? 'playground',
  region: 'eu',
} as const;

const api = createKlarnaApi(account);

/** As the shop keeps it: what Klarna says of an order when it is asked again can be saved, and found. */
const saved = new Map<string, SavedOrder>();

const handler = createKlarnaHandler({
  ...account,
  secret: process.env.KLARNA_SECRET,
  getOrder: () => ({
    purchase_country: 'SE',
    purchase_currency: 'SEK',
    order_amount: 9500,
    order_lines: [{ name: 'Mug', quantity: 1, unit_price: 9500, total_amount: 9500 }],
  }),
  onOrder: (order, { session_id }) => saved.set(session_id, order),
  findOrder: (session_id) => saved.get(session_id),
  async onNotification({ order_id }) {
    const { fraud_status } = await api.readOrder(order_id);
    for (const order of saved.values()) if (order.order_id === order_id) order.fraud_status = fraud_status;
  },
});
createServer(toNodeListener(handler)).listen(3000);

const problems = checkOrder({ purchase_country: 'SE', purchase_currency: 'SEK', order_amount: 1, order_lines: [] });
console.log(problems.map(({ field, expected, given }) => [field, expected, given]));

try {
  createKlarnaApi(account);
} catch (error) {
  if (error instanceof KlarnaApiError) console.log(error.status, error.error_code, error.correlation_id);
}

// @ts-expect-error No environment is a default: playground and production must be told apart by the merchant.
createKlarnaHandler({ username: 'PK1', password: 'secret', secret: '', getOrder: () => undefined, onOrder() {} });
