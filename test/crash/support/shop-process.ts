/**
 * The demo shop's server without its pages: carts, orders and the Klarna handler over one SQLite file. It waits for a port, so
 * that it can stand by until another process is killed.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createBackEnd } from '../../../demo/server/back-end.ts';
import { openShopDatabase } from '../../../demo/server/database/shop-database.ts';
import { toNodeListener } from '../../../src/node/http-adapter.ts';

const { DATABASE = '', KLARNA = '', SECRET = '' } = process.env;
const backEnd = createBackEnd({
  database: openShopDatabase(DATABASE),
  account: { username: 'shop', password: 'password', environment: new URL(KLARNA) },
  secret: SECRET,
  publicUrl: undefined,
  onError: console.error,
});

const klarna = toNodeListener(backEnd.klarna);
const shop = toNodeListener(backEnd.api);
const server = createServer((message, reply) => (message.url?.startsWith('/klarna/') ? klarna : shop)(message, reply));

process.on('message', (port: number) => {
  server.listen(port, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
