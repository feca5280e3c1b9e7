import type { Address, SessionCreated, SessionRequest } from '../../../src/klarna/types.ts';

/** Two lines, German VAT: 49.00 euros. */
export const SESSION: SessionRequest = {
  intent: 'buy',
  purchase_country: 'DE',
  purchase_currency: 'EUR',
  locale: 'en-DE',
  order_amount: 4900,
  order_tax_amount: 783,
  order_lines: [
    {
      type: 'physical',
      reference: 'L-1',
      name: 'Desk lamp',
      quantity: 2,
      unit_price: 2200,
      tax_rate: 1900,
      total_amount: 4400,
      total_tax_amount: 703,
    },
    {
      type: 'shipping_fee',
      name: 'Shipping',
      quantity: 1,
      unit_price: 500,
      tax_rate: 1900,
      total_amount: 500,
      total_tax_amount: 80,
    },
  ],
};

export const ADDRESS: Address = {
  given_name: 'Anna',
  family_name: 'Muster',
  email: 'anna@example.com',
  phone: '+4930901820',
  street_address: 'Torstraße 1',
  postal_code: '10119',
  city: 'Berlin',
  country: 'DE',
};

/** The intent belongs to the session. An order repeats the rest. */
export const orderOf = ({ intent: _, ...order }: SessionRequest): Omit<SessionRequest, 'intent'> => order;

const authorization = `Basic ${btoa('shop:any password')}`;

/** A call as a merchant's server makes it. */
export const call = (url: string, path: string, method: string, body?: unknown): Promise<Response> =>
  fetch(url + path, {
    method,
    headers: { authorization, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

export async function openSession(url: string, request: SessionRequest = SESSION): Promise<SessionCreated> {
  const response = await call(url, '/payments/v1/sessions', 'POST', request);
  return (await response.json()) as SessionCreated;
}
