/** A shop's calls for one purchase: open a session, read it, and place the authorized order. */
import type { SessionRequest } from '../../src/klarna/types.ts';
import type { KlarnaSimulator } from '../../src/simulator/index.ts';

export const REQUESTS_PER_PURCHASE = 3;

export const HEADERS = { authorization: `Basic ${btoa('shop:secret')}`, 'content-type': 'application/json' };

const ORDER: SessionRequest = {
  purchase_country: 'DE',
  purchase_currency: 'EUR',
  locale: 'de-DE',
  order_amount: 4900,
  order_tax_amount: 783,
  order_lines: [
    { name: 'Desk lamp', quantity: 2, unit_price: 2200, tax_rate: 1900, total_amount: 4400, total_tax_amount: 703 },
    {
      name: 'Shipping',
      type: 'shipping_fee',
      quantity: 1,
      unit_price: 500,
      tax_rate: 1900,
      total_amount: 500,
      total_tax_amount: 80,
    },
  ],
};

const BODY = JSON.stringify(ORDER);

/** Sends a request and returns the parsed answer. Throws if the status is not 200. */
export type Send = (method: string, path: string, body?: string) => Promise<Record<string, string>>;

export function sendInProcess(klarna: KlarnaSimulator): Send {
  return async (method, path, body) => {
    const init = { method, headers: HEADERS, ...(body !== undefined && { body }) };
    const response = await klarna(new Request(`http://klarna.test${path}`, init));
    if (response.status !== 200) throw new Error(`${method} ${path} answered ${response.status}.`);
    return (await response.json()) as Record<string, string>;
  };
}

/** The shopper authorizes; this does not count. */
export async function buy(send: Send, approve: (session_id: string) => string | Promise<string>): Promise<void> {
  const { session_id = '' } = await send('POST', '/payments/v1/sessions', BODY);
  const authorization_token = await approve(session_id);
  await send('GET', `/payments/v1/sessions/${session_id}`);
  await send('POST', `/payments/v1/authorizations/${authorization_token}/order`, BODY);
}
