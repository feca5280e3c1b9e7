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

/** Parse, one fetch, reply: no check, no cookie, no deadline, and an error of Klarna would be the shop's. */
export function createSmallest(klarna: string): Handler {
  const authorization = `Basic ${btoa('shop:password')}`;
  return async (incoming) => {
    await incoming.json();
    const headers = { authorization, 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(CART) };
    const answer = await fetch(`${klarna}/payments/v1/sessions`, init);
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
