/** Requests made to fit evidence that was published without its request, or with a part of it. */
import assert from 'node:assert/strict';
import type { OrderLine, SessionRequest } from '../../../src/klarna/types.ts';
import type { KlarnaSimulator } from '../../../src/simulator/index.ts';
import { ask, authorized, create, open, order, placed } from '../support/in-process.ts';
import { ADDRESS, orderOf, SESSION } from '../support/support.ts';
import type { Evidence } from './evidence.ts';
import { ONLY_BY_SCRIPT } from './exceptions.ts';

/** Plays the scene and returns the answer that the evidence is about. */
export type Scene = (evidence: Evidence) => Promise<Response>;

export const lineOf = (total_amount: number, rest: Partial<OrderLine> = {}): OrderLine => ({
  name: 'Thing',
  quantity: 1,
  unit_price: total_amount,
  total_amount,
  ...rest,
});

/** A cart with these lines and correct sums. */
export function sessionWith(order_lines: OrderLine[], rest: Partial<SessionRequest> = {}): SessionRequest {
  const order_amount = order_lines.reduce((sum, line) => sum + line.total_amount, 0);
  return { purchase_country: 'SE', purchase_currency: 'SEK', order_amount, order_lines, ...rest };
}

export const createSession = (body: unknown, klarna = create()): Promise<Response> =>
  ask(klarna, '/payments/v1/sessions', 'POST', body);

/** The published lines, and other lines in place of the missing ones. */
const linesOf = ({ request }: Evidence): OrderLine[] =>
  ((request?.order_lines ?? []) as (OrderLine | null)[]).map((line) => ({ ...lineOf(1000), ...line }));

const withLines: Scene = (evidence) => createSession(sessionWith(linesOf(evidence)));

/** Four lines. The tax of one is wrong by two minor units; the message gives its index. */
const wrongTax: Scene = ({ response }) => {
  const index = Number(/\[(\d)\]/.exec(response?.error_messages?.[0] ?? '')?.[1]);
  const lines = Array.from({ length: 4 }, (_, at) =>
    lineOf(1250, { tax_rate: 2500, total_tax_amount: at === index ? 252 : 250 }),
  );
  return createSession(sessionWith(lines));
};

const wrongSum: Scene = () => createSession(sessionWith([lineOf(1000)], { order_amount: 700 }));

const placeOther = async (
  approved: SessionRequest,
  given: object,
  klarna: KlarnaSimulator = create(),
): Promise<Response> => {
  const { authorization_token } = await authorized(klarna, approved);
  const body = { ...orderOf(approved), ...given };
  return ask(klarna, `/payments/v1/authorizations/${authorization_token}/order`, 'POST', body);
};

const tooManyItems: Scene = ({ response, error_message }) => {
  const message = response?.error_messages?.[0] ?? error_message ?? '';
  const [, expected = 0, actual = 0] = /Expected: (\d+), Actual: (\d+)/.exec(message) ?? [];
  const lines = (count: number) => Array.from({ length: count }, () => lineOf(100));
  const { order_amount, order_lines } = sessionWith(lines(Number(actual)));
  const approved = sessionWith(lines(Number(expected)), { purchase_country: 'DE', purchase_currency: 'EUR' });
  // A single line is free. Otherwise the amounts would differ too, and Klarna would name them as well.
  const free = order_lines.map((line, at) => (at < Number(expected) ? line : lineOf(0)));
  assert.ok(order_amount > approved.order_amount);
  return placeOther(approved, { order_lines: free });
};

/** By the id of the evidence. */
export const SCENES: Readonly<Record<string, Scene>> = {
  // Five sessions a second are allowed; the sixth was refused.
  'create-session-rejected-005': async ({ request }) => {
    const klarna = create({ rate_limit: true });
    for (let i = 0; i < 5; i++) assert.equal((await createSession(request, klarna)).status, 200);
    return createSession(request, klarna);
  },
  // The path was /credit/v1 then. The sum of the line taxes differs from the order's.
  'create-session-rejected-015': ({ request }) => {
    const lines = [lineOf(1190, { tax_rate: 1900, total_tax_amount: 190 })];
    return createSession(sessionWith(lines, { ...request, order_tax_amount: 300 }));
  },
  'create-session-rejected-016': withLines,
  'create-session-rejected-017': wrongTax,
  'create-session-rejected-018': wrongTax,
  'create-session-rejected-019': wrongTax,
  'create-session-rejected-020': wrongTax,
  'create-session-rejected-021': wrongSum,
  'create-session-rejected-022': wrongSum,
  'create-session-rejected-023': wrongSum,
  'create-session-rejected-024': wrongSum,
  'create-session-rejected-025': withLines,
  'create-session-rejected-027': () => createSession(sessionWith([lineOf(100, { reference: 'x'.repeat(300) })])),

  'orders-and-tokens-053': async () => {
    const klarna = create();
    const { authorization_token } = await authorized(klarna);
    return ask(klarna, `/customer-token/v1/tokens/${authorization_token}`);
  },
  'orders-and-tokens-054': () => placeOther(SESSION, { shipping_address: { ...ADDRESS, organization_name: 'Lugn' } }),
  'orders-and-tokens-055': (evidence) =>
    placeOther(SESSION, sessionWith(linesOf(evidence), { ...orderCountry, order_tax_amount: 41 })),
  'orders-and-tokens-056': tooManyItems,
  'orders-and-tokens-058': ({ path = '' }) => ask(create(), path),
  'orders-and-tokens-060': () => order(create(), 'unknown-token'),
};

const orderCountry = { purchase_country: 'DE', purchase_currency: 'EUR' };

const line =
  (change: Partial<OrderLine>): Scene =>
  () =>
    createSession(sessionWith([lineOf(1250, { tax_rate: 2500, total_tax_amount: 250, ...change })]));

const session =
  (change: object): Scene =>
  () =>
    createSession({ ...SESSION, ...change });

const token = { description: 'Lamps', intended_use: 'SUBSCRIPTION' };

const tokenize = (klarna: KlarnaSimulator, authorization_token: string, body: object = token) =>
  ask(klarna, `/payments/v1/authorizations/${authorization_token}/customer-token`, 'POST', body);

const tokenizeToBuy: Scene = async () => {
  const klarna = create();
  return tokenize(klarna, (await authorized(klarna)).authorization_token);
};

const charge = {
  purchase_currency: 'EUR',
  order_amount: 999,
  order_tax_amount: 0,
  order_lines: [lineOf(999)],
};

const chargeToken = (klarna: KlarnaSimulator, token_id: string, body: object = charge) =>
  ask(klarna, `/customer-token/v1/tokens/${token_id}/order`, 'POST', body);

async function createToken(klarna: KlarnaSimulator): Promise<string> {
  const { authorization_token } = await authorized(klarna, { ...SESSION, intent: 'tokenize' });
  return ((await (await tokenize(klarna, authorization_token)).json()) as { token_id: string }).token_id;
}

/** Refusals that depend on an account or on Klarna's decision. A script gives them word for word. */
const scripted: Scene = async ({ operation = '', status = 0, error_code = '', error_message }) => {
  const klarna = create();
  const error_messages = error_message === undefined ? [] : [error_message];
  const refusal = { status, error_code, error_messages };
  if (operation === 'token_order') {
    const token_id = await createToken(klarna);
    klarna.script([{ outcome: 'fail', call: 'create_token_order', refusal }]);
    return chargeToken(klarna, token_id);
  }
  klarna.script([{ outcome: 'fail', call: 'create_order', refusal }]);
  return order(klarna, (await authorized(klarna)).authorization_token);
};

const wrongAddress =
  (path: 'billing_address' | 'shipping_address'): Scene =>
  () =>
    createSession({ ...SESSION, [path]: { country: 'Germany' } });

export const DOCUMENTED: Readonly<Record<string, Scene>> = {
  ...Object.fromEntries(Object.keys(ONLY_BY_SCRIPT).map((id) => [id.slice(-3), scripted])),
  '001': line({ tax_rate: 10_001 }),
  '002': line({ total_tax_amount: 252 }),
  '003': session({ order_tax_amount: 900 }),
  '004': session({ order_lines: [] }),
  '005': session({ purchase_currency: 'SEK' }),
  '006': wrongAddress('billing_address'),
  '007': wrongAddress('shipping_address'),
  '008': session({ attachment: { content_type: 'application/json', body: 'not JSON' } }),
  '009': session({ locale: 'German' }),
  '010': () => createSession([]),
  '011': () => ask(create(), '/payments/v1/sessions', 'POST', SESSION, { authorization: 'Basic none' }),
  '012': async () => {
    const klarna = create();
    const request: SessionRequest = { ...SESSION, intent: 'buy_and_tokenize' };
    const { authorization_token } = await authorized(klarna, request);
    await order(klarna, authorization_token, request);
    return tokenize(klarna, authorization_token);
  },
  '013': tokenizeToBuy,
  '014': tokenizeToBuy,
  '017': () => ask(create(), '/payments/v1/sessions/unknown'),
  '018': () => order(create(), 'unknown'),
  '019': async () => {
    const klarna = create();
    const { authorization_token } = await authorized(klarna);
    await order(klarna, authorization_token);
    return ask(klarna, `/payments/v1/authorizations/${authorization_token}`, 'DELETE');
  },
  '020': async () => {
    const klarna = create();
    await placed(klarna);
    return ask(klarna, `/payments/v1/sessions/${klarna.sessions()[0]?.session_id}`, 'POST', {});
  },
  '021': () =>
    placeOther(SESSION, { billing_address: { ...ADDRESS, postal_code: '10117' }, shipping_address: ADDRESS }),
  '022': tooManyItems,
  '023': async () => {
    const klarna = create();
    const { authorization_token } = await authorized(klarna);
    await order(klarna, authorization_token);
    return order(klarna, authorization_token, { ...SESSION, merchant_reference1: 'another' });
  },
  '024': async () => {
    const klarna = create();
    klarna.script([{ outcome: 'fail', call: 'create_session' }]);
    return createSession(SESSION, klarna);
  },
  '025': async () => {
    const klarna = create();
    const { authorization_token } = await authorized(klarna, { ...SESSION, intent: 'tokenize' });
    return tokenize(klarna, authorization_token, { ...token, billing_address: { ...ADDRESS, country: 'AT' } });
  },
  '027': async () => {
    const klarna = create();
    const { session_id } = await open(klarna);
    return ask(klarna, `/payments/v1/sessions/${session_id}`, 'POST', { purchase_currency: 'euro' });
  },
  '028': () => chargeToken(create(), 'unknown'),
  '030': async () => {
    const klarna = create();
    const token_id = await createToken(klarna);
    await ask(klarna, `/customer-token/v1/tokens/${token_id}/status`, 'PATCH', { status: 'CANCELLED' });
    return chargeToken(klarna, token_id);
  },
};
