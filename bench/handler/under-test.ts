import type { SessionRequest } from '../../src/klarna/types.ts';
import { createKlarnaHandler } from '../../src/server/index.ts';

type Handler = (request: Request) => Promise<Response>;

const CART: SessionRequest = {
  purchase_country: 'SE',
  purchase_currency: 'SEK',
  locale: 'en-SE',
  order_amount: 9500,
  order_tax_amount: 1900,
  order_lines: [
    {
      name: 'Mug',
      quantity: 1,
      unit_price: 9500,
      tax_rate: 2500,
      total_amount: 9500,
      total_tax_amount: 1900,
    },
  ],
};

/**
 * The smallest handler: parse, one fetch, reply. It sends JSON with credentials and checks the status, because it would not work
 * otherwise. It has no checks, no cookie and no retry. Its only deadline is the five minutes of Node's `fetch`.
 */
export function createSmallest(klarna: string): Handler {
  const authorization = `Basic ${btoa('shop:password')}`;
  return async (incoming) => {
    await incoming.json();
    const headers = { authorization, 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(CART) };
    const answer = await fetch(`${klarna}/payments/v1/sessions`, init);
    if (!answer.ok) return new Response(null, { status: 502 });
    return Response.json(await answer.json());
  };
}

export const createHandler = (klarna: string): Handler =>
  createKlarnaHandler({
    username: 'shop',
    password: 'password',
    environment: new URL(klarna),
    secret: 'a secret that is long enough to seal with',
    getOrder: () => CART,
    onOrder: () => undefined,
  });
