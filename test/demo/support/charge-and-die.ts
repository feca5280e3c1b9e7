/** A shop's process that is killed between Klarna's answer to a charge and the save. */
import { openShopDatabase } from '../../../demo/server/database/shop-database.ts';
import { SubscriptionBilling } from '../../../demo/server/subscriptions/subscription-billing.ts';
import { createKlarnaApi } from '../../../src/server/index.ts';

const { DATABASE = '', KLARNA = '', REFERENCE = '', PERIOD = '' } = process.env;

const api = createKlarnaApi({
  username: 'lugn',
  password: 'word',
  environment: new URL(KLARNA),
  async fetch(input, init) {
    await fetch(input, init);
    process.kill(process.pid, 'SIGKILL');
    return Promise.withResolvers<Response>().promise;
  },
});

const billing = new SubscriptionBilling({ ...openShopDatabase(DATABASE), api, onError: console.error });
await billing.charge(REFERENCE, Number(PERIOD));
