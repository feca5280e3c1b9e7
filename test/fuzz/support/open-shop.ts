/** A shop with an offline Klarna as a function, for requests that a target makes odd. */
import { createKlarnaHandler, type KlarnaHandlerOptions } from '../../../src/server/index.ts';
import { createKlarnaSimulator } from '../../../src/simulator/index.ts';
import { cartOf, PASSWORD, SECRET, SHOP } from '../../server/support/shop.ts';

export const JSON_TYPE = { 'content-type': 'application/json' };

export function openShop(options: Partial<KlarnaHandlerOptions> = {}) {
  const klarna = createKlarnaSimulator({ username: 'PK1', password: PASSWORD, seed: 1, capacity: 100 });
  const errors: unknown[] = [];
  const handler = createKlarnaHandler({
    username: 'PK1',
    password: PASSWORD,
    environment: new URL('https://klarna.test'),
    secret: SECRET,
    publicUrl: SHOP,
    fetch: klarna as typeof fetch,
    getOrder: () => cartOf(),
    onOrder: () => undefined,
    onError: (error) => void errors.push(error),
    ...options,
  });
  const openSession = () => handler(new Request(`${SHOP}/session`, { method: 'POST', body: '{}', headers: JSON_TYPE }));
  return { klarna, handler, errors, openSession };
}
