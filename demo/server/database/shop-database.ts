import { OrderService } from '../orders/order-service.ts';
import { CartRepository } from './cart-repository.ts';
import { ChargeRepository } from './charge-repository.ts';
import { CustomerTokenRepository } from './customer-token-repository.ts';
import { openDatabase } from './database.ts';
import { OrderRepository } from './order-repository.ts';
import { SubscriptionRepository } from './subscription-repository.ts';

/** All data of the shop, in one file. */
export function openShopDatabase(path: string) {
  const database = openDatabase(path);
  const carts = new CartRepository(database);
  const orders = new OrderRepository(database, carts);
  const tokens = new CustomerTokenRepository(database);
  const subscriptions = new SubscriptionRepository(database);
  const charges = new ChargeRepository(database, orders);
  const orderService = new OrderService({ database, carts, orders, tokens, subscriptions });
  return { carts, orders, tokens, subscriptions, charges, orderService, close: () => database.close() };
}

export type ShopDatabase = ReturnType<typeof openShopDatabase>;
