/** The handler of both apps: one mug, and orders in a table, so that the test can read them. */
import { DatabaseSync } from 'node:sqlite';
import { grossLine, sumOrder } from 'klarna-checkout-button/server';
import { atFirstRequest } from './lazy.js';

export const klarna = atFirstRequest(() => {
  const database = new DatabaseSync(process.env.DATABASE);
  database.exec(
    'CREATE TABLE IF NOT EXISTS orders (order_id TEXT PRIMARY KEY, session_id TEXT NOT NULL UNIQUE) STRICT',
  );
  return {
    username: process.env.KLARNA_USERNAME,
    password: process.env.KLARNA_PASSWORD,
    environment: process.env.KLARNA_ENVIRONMENT,
    secret: process.env.KLARNA_SECRET,
    publicUrl: process.env.KLARNA_PUBLIC_URL,
    getOrder: () => ({
      purchase_country: 'SE',
      purchase_currency: 'SEK',
      locale: 'en-SE',
      ...sumOrder([grossLine({ name: 'Enamel mug', unit_price: 9500, tax_rate: 2500 })]),
    }),
    onOrder({ order_id }, { session_id }) {
      database.prepare('INSERT INTO orders VALUES (?, ?) ON CONFLICT (order_id) DO NOTHING').run(order_id, session_id);
    },
    findOrder: (session_id) => database.prepare('SELECT order_id FROM orders WHERE session_id = ?').get(session_id),
  };
});
