/**
 * The demo shop's server without its pages: carts, orders and the Klarna handler over one SQLite file. It waits to be
 * told a port, so that one stands by while another is killed.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApi } from '../../../demo/server/api.ts';
import { CartRepository } from '../../../demo/server/cart-repository.ts';
import { openDatabase } from '../../../demo/server/database.ts';
import { createKlarna } from '../../../demo/server/klarna.ts';
import { OrderRepository } from '../../../demo/server/order-repository.ts';
import { createVisitorCarts } from '../../../demo/server/visitor-carts.ts';
import { toNodeListener } from '../../../src/node/http-adapter.ts';

const { DATABASE = '', KLARNA = '', SECRET = '' } = process.env;
const database = openDatabase(DATABASE);
const carts = new CartRepository(database);
const orders = new OrderRepository(database, carts);
const visitors = createVisitorCarts(carts, false);
const api = { username: 'shop', password: 'password', environment: new URL(KLARNA) };

const klarna = toNodeListener(createKlarna({ api, secret: SECRET, orders, visitors, publicUrl: undefined }));
const shop = toNodeListener(createApi({ carts, orders, visitors, onError: console.error }));
const server = createServer((message, reply) => (message.url?.startsWith('/klarna/') ? klarna : shop)(message, reply));

process.on('message', (port: number) => {
  server.listen(port, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
