/**
 * The simulator called as a function, with a clock that stands still until a test moves it. It needs no port and no
 * waiting.
 */
import type { KlarnaErrorBody, SessionCreated, SessionRequest } from '../../../src/klarna/types.ts';
import { createKlarnaSimulator, type KlarnaSimulator, type SimulatorOptions } from '../../../src/simulator/index.ts';
import { ADDRESS, orderOf, SESSION } from './support.ts';

export const START = Date.UTC(2026, 10, 23, 12);
export const ORIGIN = 'https://klarna.test';
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

export const create = (options: SimulatorOptions = {}): KlarnaSimulator =>
  createKlarnaSimulator({ now: () => START, seed: 'test', ...options });

export const ask = (
  klarna: KlarnaSimulator,
  path: string,
  method = 'GET',
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> =>
  klarna(
    new Request(ORIGIN + path, {
      method,
      headers: {
        authorization: `Basic ${btoa('shop:secret')}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );

export async function read<Body>(klarna: KlarnaSimulator, path: string): Promise<Body> {
  return (await (await ask(klarna, path)).json()) as Body;
}

/** Status, code and the unchanged messages. */
export async function refusalOf(answer: Response | Promise<Response>): Promise<[number, string, ...string[]]> {
  const response = await answer;
  const { error_code, error_messages } = (await response.json()) as KlarnaErrorBody;
  return [response.status, error_code, ...error_messages];
}

export async function open(klarna: KlarnaSimulator, request: SessionRequest = SESSION): Promise<SessionCreated> {
  return (await (await ask(klarna, '/payments/v1/sessions', 'POST', request)).json()) as SessionCreated;
}

export async function authorized(klarna: KlarnaSimulator, request: SessionRequest = SESSION, email = ADDRESS.email) {
  const session = await open(klarna, request);
  const billing_address = { ...ADDRESS, ...(email !== undefined && { email }) };
  const { authorization_token = '' } = klarna.authorize(session.session_id, { data: { billing_address } });
  return { ...session, authorization_token };
}

export const order = (klarna: KlarnaSimulator, token: string, request: SessionRequest = SESSION): Promise<Response> =>
  ask(klarna, `/payments/v1/authorizations/${token}/order`, 'POST', orderOf(request));

export async function placed(klarna: KlarnaSimulator, request: SessionRequest = SESSION): Promise<string> {
  const { authorization_token } = await authorized(klarna, request);
  const response = await order(klarna, authorization_token, request);
  return ((await response.json()) as { order_id: string }).order_id;
}
