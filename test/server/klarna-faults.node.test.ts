/**
 * Tries every fault of Klarna at every call of the handler. It checks the answer and `onError`. The same request must be safe
 * to repeat, and no output may contain a secret.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { KlarnaApiError } from '../../src/server/index.ts';
import { startFakeKlarna } from './support/fake-klarna.ts';
import { closedAddress, FAULTS, type Fault, type FaultName } from './support/faults.ts';
import { type Answer, PLACES, type Place } from './support/klarna-calls.ts';
import { createShop, PASSWORD, SECRET, type Shop } from './support/shop.ts';

function answerOf({ always, answers, own }: Place, name: FaultName): Answer {
  const { status, code, reason }: Fault = FAULTS[name];
  return always ?? answers?.[name] ?? [status, code === 'own' ? own : code, reason];
}

/** With a status below 500 the caller acts, so `onError` gets nothing. It gets a fault that the answer does not show. */
const isReported = ({ always }: Place, name: FaultName, [status]: Answer): boolean =>
  always ? name !== '404' : status >= 500;

const SECRETS = [PASSWORD, btoa(`PK1:${PASSWORD}`), SECRET, 'token-1', '12345'];

/** Far more than the calls before the broken one take. */
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
  const options = { ...place.options, ...(fault.reply ? {} : { fetch: fetchOrRefuse }) };
  const shop = createShop(klarna, options);
  await place.prepare(klarna, shop);
  broken = true;
  if (fault.reply) klarna.breakNext(place.call, fault.reply);

  const expected = answerOf(place, name);
  // The same shop on another machine with a short deadline. It is used for the fault only; otherwise all tests fail on a busy machine.
  const asked = fault.hangs ? Object.assign(createShop(klarna, { ...options, timeout: DEADLINE }), copyOf(shop)) : shop;
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
  // The shopper may see the fields of the session. The test searches all other output.
  const told = `${response.ok ? '' : text}${inspect(errors, { depth: 9, showHidden: true })}`;
  for (const secret of SECRETS) assert.ok(!told.includes(secret), told);
  assert.equal(asked.saved.length, 0, 'nothing was saved that did not succeed');

  klarna.mend();
  broken = false;
  const repeated = await place.ask(klarna, shop);
  const wanted = place.repeatedAfter?.[name] ?? place.repeated;
  assert.equal(repeated.status, wanted, await repeated.text());
  const ids = new Set(shop.saved.map(({ order }) => order.order_id));
  assert.equal(ids.size, wanted >= 400 ? 0 : place.orders);
}

for (const [where, place] of Object.entries(PLACES)) {
  describe(`a fault of Klarna at ${where}`, { concurrency: true }, () => {
    for (const name of Object.keys(FAULTS) as FaultName[]) {
      it(`${name} gives one clear answer and one report, and is safe to repeat`, () => expectFault(place, name));
    }
  });
}
