/**
 * Every fault of Klarna at every call that the handler makes: what is answered, what `onError` is told, that the same
 * request is safe to repeat, and that no secret is in anything that was said.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { KlarnaApiError } from '../../src/server/index.ts';
import { type FakeKlarna, startFakeKlarna } from './support/fake-klarna.ts';
import { closedAddress, FAULTS, type Fault, type FaultName } from './support/faults.ts';
import { cartOf, createShop, PASSWORD, SECRET, type Shop } from './support/shop.ts';

type Answer = readonly [status: number, code?: string, reason?: string];

interface Place {
  /** The call that breaks, as the fake knows it. */
  call: string;
  operation: string;
  /** The part of the flow. */
  own: 'session' | 'order';
  /** What happens before Klarna breaks. */
  prepare: (klarna: FakeKlarna, shop: Shop) => Promise<unknown> | unknown;
  ask: (klarna: FakeKlarna, shop: Shop) => Promise<Response>;
  /** Where the answer is not that of the fault: for all faults, or for some. */
  answers?: Answer | Partial<Record<FaultName, Answer>>;
  /** Faults that are part of the business and nothing to report. */
  quiet?: readonly FaultName[];
  /** The status of the same request when Klarna works again: for all faults, or for some. */
  repeated: number | ({ default: number } & Partial<Record<FaultName, number>>);
  /** How many orders exist after that. */
  orders: 0 | 1;
}

const approval = { authorization_token: 'token-1', session_id: 'session-1' };

const approved = async (klarna: FakeKlarna, shop: Shop) => {
  await shop.post('/session');
  klarna.approve();
};
const approvedThenChanged = async (klarna: FakeKlarna, shop: Shop) => {
  await approved(klarna, shop);
  shop.cart = cartOf(5000);
};
const placeOrder = (_: FakeKlarna, shop: Shop) => shop.post('/order', approval);
const callBack = (klarna: FakeKlarna, shop: Shop) => {
  const url = klarna.session?.merchant_urls?.authorization ?? '';
  return shop.handler(new Request(url, { method: 'POST', body: JSON.stringify(approval) }));
};

const PLACES: Record<string, Place> = {
  'POST /session, opening': {
    call: 'POST /sessions',
    operation: 'createSession',
    own: 'session',
    prepare: () => undefined,
    ask: (_, shop) => shop.post('/session'),
    repeated: 200,
    orders: 0,
  },
  'POST /session, reading': {
    call: 'GET /session-1',
    operation: 'readSession',
    own: 'session',
    prepare: (_, shop) => shop.post('/session'),
    ask: (_, shop) => shop.post('/session'),
    // An unknown session is replaced by a new one.
    answers: { '404': [200] },
    quiet: ['404'],
    repeated: 200,
    orders: 0,
  },
  'POST /session, updating': {
    call: 'POST /session-1',
    operation: 'updateSession',
    own: 'session',
    prepare: async (_, shop) => {
      await shop.post('/session');
      shop.cart = cartOf(5000);
    },
    ask: (_, shop) => shop.post('/session'),
    answers: { '404': [200] },
    quiet: ['404'],
    repeated: 200,
    orders: 0,
  },
  'POST /order, reading the session': {
    call: 'GET /session-1',
    operation: 'readSession',
    own: 'session',
    prepare: approved,
    ask: placeOrder,
    repeated: 200,
    orders: 1,
  },
  'POST /order, ordering': {
    call: 'POST /order',
    operation: 'createOrder',
    own: 'order',
    prepare: approved,
    ask: placeOrder,
    answers: { '404': [410, 'authorization', 'expired'] },
    // What Klarna does not hold for approved is given back, and is good for nothing any more.
    repeated: { default: 200, '409': 410 },
    orders: 1,
  },
  'POST /order of a changed cart, giving back': {
    call: 'DELETE /token-1',
    operation: 'cancelAuthorization',
    own: 'order',
    prepare: approvedThenChanged,
    ask: placeOrder,
    // The shopper has to approve again, whether or not the old approval could be given back.
    answers: [409, 'cart-changed', 'not-matching'],
    quiet: ['404'],
    repeated: 409,
    orders: 0,
  },
  'the callback, reading the session': {
    call: 'GET /session-1',
    operation: 'readSession',
    own: 'session',
    prepare: approved,
    ask: callBack,
    repeated: 204,
    orders: 1,
  },
  'the callback, ordering': {
    call: 'POST /order',
    operation: 'createOrder',
    own: 'order',
    prepare: approved,
    ask: callBack,
    answers: { '404': [410, 'authorization', 'expired'] },
    repeated: { default: 204, '409': 403 },
    orders: 1,
  },
  'GET /outcome': {
    call: 'GET /session-1',
    operation: 'readSession',
    own: 'session',
    prepare: approved,
    ask: (_, shop) => shop.get('/outcome'),
    answers: { '404': [200] },
    quiet: ['404'],
    repeated: 200,
    orders: 0,
  },
  'POST /cancel, reading': {
    call: 'GET /session-1',
    operation: 'readSession',
    own: 'session',
    prepare: approved,
    ask: (_, shop) => shop.post('/cancel'),
    // The shopper does not wait for what expires by itself.
    answers: [204],
    quiet: ['404'],
    repeated: 204,
    orders: 0,
  },
  'POST /cancel, giving back': {
    call: 'DELETE /token-1',
    operation: 'cancelAuthorization',
    own: 'order',
    prepare: approved,
    ask: (_, shop) => shop.post('/cancel'),
    answers: [204],
    quiet: ['404'],
    repeated: 204,
    orders: 0,
  },
};

function answerOf({ answers, own }: Place, name: FaultName): Answer {
  const { status, code, reason }: Fault = FAULTS[name];
  const special = Array.isArray(answers)
    ? (answers as Answer)
    : (answers as Partial<Record<FaultName, Answer>>)?.[name];
  return special ?? [status, code === 'own' ? own : code, reason];
}

/** Below 500 the asking side acts, and nothing is reported; what only went wrong behind the answer is. */
const isReported = (place: Place, name: FaultName, [status]: Answer): boolean =>
  !place.quiet?.includes(name) && (status >= 500 || Array.isArray(place.answers));

const SECRETS = [PASSWORD, btoa(`PK1:${PASSWORD}`), SECRET, 'token-1', '12345'];

/** Milliseconds: far more than the calls before the broken one take. */
const DEADLINE = 1000;

const copyOf = ({ cart, cookie }: Shop): Pick<Shop, 'cart' | 'cookie'> => ({ cart, cookie });

async function expectFault(place: Place, name: FaultName): Promise<void> {
  const fault: Fault = FAULTS[name];
  await using klarna = await startFakeKlarna();
  const refusing = await closedAddress();
  let broken = false;
  const [method = '', part = ''] = place.call.split(' ');
  const fetchOrRefuse: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const refuses = broken && !fault.reply && request.method === method && request.url.endsWith(part);
    return fetch(refuses ? refusing : request);
  };
  const shop = createShop(klarna, fault.reply ? {} : { fetch: fetchOrRefuse });
  await place.prepare(klarna, shop);
  broken = true;
  if (fault.reply) klarna.breakNext(place.call, fault.reply);

  const expected = answerOf(place, name);
  // The same shop on another machine, one that does not wait for long: only for the fault, or a busy machine fails all.
  const asked = fault.hangs ? Object.assign(createShop(klarna, { timeout: DEADLINE }), copyOf(shop)) : shop;
  const response = await place.ask(klarna, asked);
  shop.cookie = asked.cookie;
  const text = await response.text();
  const body = text === '' ? {} : JSON.parse(text);
  assert.deepEqual([response.status, body.code, body.reason], [expected[0], expected[1], expected[2]], text);
  if (response.status === 503) assert.equal(response.headers.get('retry-after'), '1');

  const errors = [...asked.errors];
  assert.equal(errors.length, isReported(place, name, expected) ? 1 : 0, inspect(errors));
  for (const error of errors) {
    assert.ok(error instanceof KlarnaApiError, inspect(error));
    assert.deepEqual([error.operation, error.failure], [place.operation, fault.failure]);
  }
  // A session's own fields are for its shopper; everything else that was said is searched.
  const told = `${response.ok ? '' : text}${inspect(errors, { depth: 9, showHidden: true })}`;
  for (const secret of SECRETS) assert.ok(!told.includes(secret), told);
  assert.equal(asked.saved.length, 0, 'nothing was saved that did not succeed');

  klarna.mend();
  broken = false;
  const repeated = await place.ask(klarna, shop);
  const wanted = typeof place.repeated === 'number' ? place.repeated : (place.repeated[name] ?? place.repeated.default);
  assert.equal(repeated.status, wanted, await repeated.text());
  const ids = new Set(shop.saved.map(({ order }) => order.order_id));
  assert.equal(ids.size, wanted >= 400 ? 0 : place.orders);
}

for (const [where, place] of Object.entries(PLACES)) {
  describe(`a fault of Klarna at ${where}`, { concurrency: true }, () => {
    for (const name of Object.keys(FAULTS) as FaultName[]) {
      it(`${name}: one clear answer, one clear report, and safe to repeat`, () => expectFault(place, name));
    }
  });
}
