/** All calls of the handler to Klarna. Some have answers of their own to a fault. */
import type { KlarnaHandlerOptions } from '../../../src/server/index.ts';
import { CLIENT_TOKEN, type FakeKlarna } from './fake-klarna.ts';
import type { FaultName } from './faults.ts';
import { cartOf, type Shop } from './shop.ts';

/** `code` and `reason` of an error answer. */
export type Answer = readonly [status: number, code?: string, reason?: string];

/** A call to Klarna that can break. */
interface Call {
  /** Method, and the end of its path. */
  call: string;
  operation: string;
  /** The part of the flow. The answer has it as `code`, unless the fault has another one. */
  own: 'session' | 'order';
}

export interface Place extends Call {
  options?: Partial<KlarnaHandlerOptions>;
  /** The steps before Klarna fails. */
  prepare: (klarna: FakeKlarna, shop: Shop) => Promise<unknown> | unknown;
  ask: (klarna: FakeKlarna, shop: Shop) => Promise<Response>;
  /** The call's own answers to these faults. */
  answers?: Partial<Record<FaultName, Answer>>;
  /** The answer to every fault. `onError` gets the fault, except a 404. */
  always?: Answer;
  /** The status of the same request after Klarna works again. */
  repeated: number;
  /** The same, if the fault has changed something. */
  repeatedAfter?: Partial<Record<FaultName, number>>;
  /** The number of orders that exist then. */
  orders: 0 | 1;
}

const CREATE: Call = { call: 'POST /sessions', operation: 'createSession', own: 'session' };
const READ: Call = { call: 'GET /session-1', operation: 'readSession', own: 'session' };
const UPDATE: Call = { call: 'POST /session-1', operation: 'updateSession', own: 'session' };
const ORDER: Call = { call: 'POST /order', operation: 'createOrder', own: 'order' };
const TOKEN: Call = { call: 'POST /customer-token', operation: 'createCustomerToken', own: 'order' };
const GIVE_BACK: Call = { call: 'DELETE /token-1', operation: 'cancelAuthorization', own: 'order' };

const EXPIRED: Answer = [410, 'authorization', 'expired'];

const UNACCEPTABLE: Answer = [502, 'authorization', 'bad-request'];

const approval = { authorization_token: 'token-1', session_id: 'session-1' };

type Step = Place['ask'];

const openSession: Step = (_, shop) => shop.post('/session');
const placeOrder: Step = (_, shop) => shop.post('/order', approval);
const askOutcome: Step = (_, shop) => shop.get('/outcome');
const giveUp: Step = (_, shop) => shop.post('/cancel');
const callBack: Step = (klarna, shop) => {
  const url = klarna.session?.merchant_urls?.authorization ?? '';
  return shop.handler(new Request(url, { method: 'POST', body: JSON.stringify(approval) }));
};

const approve: Place['prepare'] = async (klarna, shop) => {
  await openSession(klarna, shop);
  klarna.approve();
};
const approveThenChange: Place['prepare'] = async (klarna, shop) => {
  await approve(klarna, shop);
  shop.cart = cartOf(5000);
};
const openThenChange: Place['prepare'] = async (klarna, shop) => {
  await openSession(klarna, shop);
  shop.cart = cartOf(5000);
};
const approveSubscription: Place['prepare'] = async (klarna, shop) => {
  shop.cart = { ...cartOf(), intent: 'buy_and_tokenize' };
  await approve(klarna, shop);
};
const order: Place['prepare'] = async (klarna, shop) => {
  await approve(klarna, shop);
  await placeOrder(klarna, shop);
  shop.saved.length = 0;
};

export const PLACES: Record<string, Place> = {
  'POST /session, opening': {
    ...CREATE,
    prepare: () => undefined,
    ask: openSession,
    // No session exists yet, so the address or the body must be wrong.
    answers: { '404': [502, 'configuration', 'no-klarna'], '409': [502, 'configuration', 'bad-request'] },
    repeated: 200,
    orders: 0,
  },
  'POST /session, reading': {
    ...READ,
    prepare: openSession,
    ask: openSession,
    // If Klarna does not know the session, the handler opens a new one.
    answers: { '404': [200] },
    repeated: 200,
    orders: 0,
  },
  'POST /session, updating': {
    ...UPDATE,
    prepare: openThenChange,
    ask: openSession,
    answers: { '404': [200] },
    repeated: 200,
    orders: 0,
  },
  'POST /session without a cookie, reading the session that the page gives up': {
    ...READ,
    prepare: async (klarna, shop) => {
      await openSession(klarna, shop);
      shop.cookie = '';
    },
    ask: (_, shop) => shop.post('/session', { without: 'session-1', client_token: CLIENT_TOKEN }),
    answers: { '404': [200] },
    repeated: 200,
    orders: 0,
  },
  'POST /order, reading the session': { ...READ, prepare: approve, ask: placeOrder, repeated: 200, orders: 1 },
  'POST /order, ordering': {
    ...ORDER,
    prepare: approve,
    ask: placeOrder,
    answers: { '400': UNACCEPTABLE, '404': EXPIRED },
    repeated: 200,
    // If Klarna does not accept the order, or does not regard it as authorized, the handler cancels the authorization.
    repeatedAfter: { '400': 410, '409': 410 },
    orders: 1,
  },
  'POST /order of a subscription, making the customer token': {
    ...TOKEN,
    options: { onCustomerToken: () => undefined },
    prepare: approveSubscription,
    ask: placeOrder,
    answers: { '400': UNACCEPTABLE, '404': EXPIRED },
    repeated: 200,
    repeatedAfter: { '400': 410 },
    orders: 1,
  },
  'POST /order of a changed cart, giving back': {
    ...GIVE_BACK,
    prepare: approveThenChange,
    ask: placeOrder,
    // The shopper must authorize again, whether or not the old authorization could be cancelled.
    always: [409, 'cart-changed', 'not-matching'],
    repeated: 409,
    orders: 0,
  },
  'the callback, reading the session': { ...READ, prepare: approve, ask: callBack, repeated: 204, orders: 1 },
  'the callback, ordering': {
    ...ORDER,
    prepare: approve,
    ask: callBack,
    answers: { '400': UNACCEPTABLE, '404': EXPIRED },
    repeated: 204,
    repeatedAfter: { '400': 403, '409': 403 },
    orders: 1,
  },
  'GET /outcome, reading': {
    ...READ,
    prepare: approve,
    ask: askOutcome,
    answers: { '404': [200] },
    repeated: 200,
    orders: 0,
  },
  'GET /outcome, asking which order it was': {
    ...ORDER,
    prepare: order,
    ask: askOutcome,
    // The session has its order, but Klarna does not say which one.
    answers: { '400': [200], '403': [200], '404': [200], '409': [200] },
    repeated: 200,
    orders: 1,
  },
  // The shopper does not wait, because the authorization expires by itself.
  'POST /cancel, reading': { ...READ, prepare: approve, ask: giveUp, always: [204], repeated: 204, orders: 0 },
  'POST /cancel, giving back': { ...GIVE_BACK, prepare: approve, ask: giveUp, always: [204], repeated: 204, orders: 0 },
};
