/** What happens to an order after the purchase: parts, refusals, and what a read says then. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Capture, ManagedOrder, Refund } from '../../src/klarna/order-management.ts';
import type { KlarnaSimulator } from '../../src/simulator/index.ts';
import { fieldsOf } from './contract/evidence.ts';
import { ask, authorized, create, placed, read, refusalOf, START } from './in-process.ts';
import { ADDRESS, orderOf, SESSION } from './support.ts';

let klarna: KlarnaSimulator;
let order_id: string;

beforeEach(async () => {
  klarna = create();
  order_id = await placed(klarna);
});

const path = (rest = '') => `/ordermanagement/v1/orders/${order_id}${rest}`;
const post = (rest: string, body?: unknown) => ask(klarna, path(rest), 'POST', body);
const patch = (rest: string, body: unknown) => ask(klarna, path(rest), 'PATCH', body);
const capture = (captured_amount: number) => post('/captures', { captured_amount });
const refund = (refunded_amount: number) => post('/refunds', { refunded_amount });
const found = () => read<ManagedOrder>(klarna, path());

async function sums() {
  const { status, captured_amount, refunded_amount, remaining_authorized_amount } = await found();
  return [status, captured_amount, refunded_amount, remaining_authorized_amount];
}

describe('An order', () => {
  it('is read as it was placed', async () => {
    const order = await found();
    assert.deepEqual(await sums(), ['AUTHORIZED', 0, 0, 4900]);
    assert.deepEqual(order.billing_address, ADDRESS);
    assert.deepEqual(order.order_lines, SESSION.order_lines);
    assert.equal(order.created_at, new Date(START).toISOString());
    assert.equal(order.expires_at, new Date(START + 28 * 24 * 3_600_000).toISOString());
  });

  it('that does not exist is named; what cannot be an id is the gateway’s business', async () => {
    const unknown = '/ordermanagement/v1/orders/d8bcb0ac-deeb-325b-8472-ef2c4b9b3e8';
    assert.deepEqual(await refusalOf(ask(klarna, unknown)), [
      404,
      'NO_SUCH_ORDER',
      'Order d8bcb0ac-deeb-325b-8472-ef2c4b9b3e8 cannot be found.',
    ]);
    const malformed = await ask(klarna, '/ordermanagement/v1/orders/not%20an%20id');
    assert.deepEqual([malformed.status, malformed.headers.get('content-type')], [400, 'text/html']);
  });

  it('is captured in parts: 201, empty, with its id and place in the headers', async () => {
    const response = await capture(4400);
    assert.deepEqual([response.status, await response.text()], [201, '']);
    const id = response.headers.get('capture-id');
    assert.equal(response.headers.get('location'), `https://klarna.test${path(`/captures/${id}`)}`);
    assert.deepEqual(await sums(), ['PART_CAPTURED', 4400, 0, 500]);
    await capture(500);
    assert.deepEqual(await sums(), ['CAPTURED', 4900, 0, 0]);
    const captures = await read<Capture[]>(klarna, path('/captures'));
    assert.deepEqual(
      captures.map(({ captured_amount }) => captured_amount),
      [4400, 500],
    );
    assert.deepEqual(await read<Capture>(klarna, path(`/captures/${id}`)), captures[0]);
    assert.match(captures[1]?.klarna_reference ?? '', /^K[A-Z0-9]{6}-2$/);
  });

  it('is not captured beyond what is authorized, nor when cancelled', async () => {
    assert.deepEqual((await refusalOf(capture(4901))).slice(0, 2), [403, 'CAPTURE_NOT_ALLOWED']);
    assert.equal((await post('/cancel')).status, 204);
    assert.equal((await post('/cancel')).status, 204);
    assert.deepEqual((await refusalOf(capture(1))).slice(0, 2), [403, 'CAPTURE_NOT_ALLOWED']);
    assert.deepEqual(await sums(), ['CANCELLED', 0, 0, 0]);
  });

  it('says in its own words what an amount must be', async () => {
    assert.deepEqual(await refusalOf(post('/captures', {})), [
      422,
      'UNPROCESSABLE_ENTITY',
      "'captured_amount' must not be null",
    ]);
    assert.deepEqual(await refusalOf(post('/refunds', { refunded_amount: null })), [
      422,
      'UNPROCESSABLE_ENTITY',
      "'refunded_amount' must not be null",
    ]);
    for (const captured_amount of [-1, 0.5, '5', 200_000_001]) {
      assert.deepEqual(await refusalOf(post('/captures', { captured_amount })), [
        400,
        'BAD_VALUE',
        'Bad value: captured_amount',
      ]);
    }
  });

  it('is not captured while Klarna looks at it', async () => {
    klarna.script([{ outcome: 'pending', minutes: 1 }]);
    order_id = await placed(klarna);
    assert.deepEqual((await refusalOf(capture(1))).slice(0, 2), [403, 'CAPTURE_NOT_ALLOWED']);
    await klarna.advance(60_000);
    assert.equal((await capture(1)).status, 201);
  });

  it('is refunded after a capture, up to what was captured', async () => {
    assert.deepEqual(await refusalOf(refund(1)), [
      403,
      'REFUND_NOT_ALLOWED',
      'Order has no captures. Refund not possible',
    ]);
    await capture(3000);
    await capture(1900);
    const response = await refund(3500);
    const id = response.headers.get('refund-id');
    assert.deepEqual(
      [response.status, response.headers.get('location')],
      [201, `https://klarna.test${path(`/refunds/${id}`)}`],
    );
    assert.equal((await read<Refund>(klarna, path(`/refunds/${id}`))).refunded_amount, 3500);
    assert.deepEqual(
      (await found()).captures?.map(({ refunded_amount }) => refunded_amount),
      [3000, 500],
    );
    assert.deepEqual((await refusalOf(refund(1401))).slice(0, 2), [403, 'REFUND_NOT_ALLOWED']);
    assert.equal((await refund(1400)).status, 201);
    assert.deepEqual(await sums(), ['CAPTURED', 4900, 4900, 0]);
  });

  it('is cancelled only before a capture', async () => {
    await capture(1);
    assert.deepEqual(await refusalOf(post('/cancel')), [
      403,
      'CANCEL_NOT_ALLOWED',
      'Order has previous captures. Cancel not possible',
    ]);
  });

  it('releases what is left of the authorization, once or twice', async () => {
    await capture(900);
    assert.equal((await post('/release-remaining-authorization')).status, 204);
    assert.equal((await post('/release-remaining-authorization')).status, 204);
    assert.deepEqual(await sums(), ['CAPTURED', 900, 0, 0]);
    assert.deepEqual((await refusalOf(capture(1))).slice(0, 2), [403, 'CAPTURE_NOT_ALLOWED']);
  });

  it('takes a new amount, though not less than was captured', async () => {
    await capture(900);
    assert.equal((await patch('/authorization', { order_amount: 1000 })).status, 204);
    assert.deepEqual(await sums(), ['PART_CAPTURED', 900, 0, 100]);
    assert.equal((await found()).original_order_amount, 4900);
    assert.deepEqual((await refusalOf(patch('/authorization', { order_amount: 899 }))).slice(0, 2), [
      403,
      'NOT_ALLOWED',
    ]);
    const wrong = { order_amount: 1000, order_lines: SESSION.order_lines };
    assert.deepEqual(await refusalOf(patch('/authorization', wrong)), [400, 'BAD_VALUE', 'Bad value: order_amount']);
    assert.deepEqual(await refusalOf(patch('/authorization', {})), [400, 'BAD_VALUE', 'Bad value: order_amount']);
  });

  it('takes references, details and parcels', async () => {
    assert.equal((await patch('/merchant-references', { merchant_reference1: 'A-1' })).status, 204);
    assert.equal((await patch('/customer-details', { shipping_address: { city: 'Potsdam' } })).status, 204);
    const shipping_info = [{ shipping_company: 'DHL', tracking_number: '1' }];
    assert.equal((await post('/shipping-info', { shipping_info })).status, 204);
    const id = (await capture(1)).headers.get('capture-id');
    const more = [{ shipping_company: 'DHL', tracking_number: '2' }];
    assert.equal((await post(`/captures/${id}/shipping-info`, { shipping_info: more })).status, 204);
    assert.equal((await post(`/captures/${id}/trigger-send-out`)).status, 204);
    assert.equal((await post('/acknowledge')).status, 204);
    const order = await found();
    assert.equal(order.merchant_reference1, 'A-1');
    assert.equal(order.shipping_address?.city, 'Potsdam');
    assert.equal(order.shipping_address?.given_name, ADDRESS.given_name);
    assert.deepEqual(order.captures?.[0]?.shipping_info, [...shipping_info, ...more]);
    assert.deepEqual((await refusalOf(post('/captures/none/trigger-send-out'))).slice(0, 2), [404, 'NO_SUCH_CAPTURE']);
  });

  it('takes longer addresses than Payments does', async () => {
    const longest = {
      given_name: 100,
      email: 100,
      street_address: 100,
      city: 200,
      region: 200,
      organization_name: 255,
    };
    const address = (more: number) =>
      Object.fromEntries(Object.entries(longest).map(([name, length]) => [name, 'x'.repeat(length + more)]));
    assert.equal((await patch('/customer-details', { billing_address: address(0) })).status, 204);
    const [, , ...messages] = await refusalOf(patch('/customer-details', { billing_address: address(1) }));
    const named = Object.keys(longest).map((name) => `billing_address.${name}`);
    assert.deepEqual(fieldsOf(messages), named.toSorted());
  });

  it('knows Klarna’s ways of shipping, and wants a parcel where parcels are told of', async () => {
    const shipped = (shipping_method: string) => post('/shipping-info', { shipping_info: [{ shipping_method }] });
    assert.equal((await shipped('PickUpStore')).status, 204);
    assert.deepEqual((await refusalOf(shipped('By boat')))[2], 'Bad value: shipping_info[0].shipping_method');
    assert.deepEqual((await refusalOf(post('/shipping-info', { shipping_info: [] })))[2], 'Bad value: shipping_info');
  });

  it('does nothing twice for one idempotency key, whatever the second body says; a refusal is repeated too', async () => {
    const once = (key: string, body: unknown) =>
      ask(klarna, path('/captures'), 'POST', body, { 'klarna-idempotency-key': key });
    const first = await once('a', { captured_amount: 100 });
    const second = await once('a', { captured_amount: 999 });
    assert.equal(first.headers.get('capture-id'), second.headers.get('capture-id'));
    assert.notEqual(first.headers.get('klarna-correlation-id'), second.headers.get('klarna-correlation-id'));
    assert.equal((await found()).captured_amount, 100);
    assert.equal((await once('b', {})).status, 422);
    assert.equal((await once('b', { captured_amount: 100 })).status, 422);
    const together = await Promise.all([once('c', { captured_amount: 1 }), once('c', { captured_amount: 1 })]);
    assert.equal(new Set(together.map(({ headers }) => headers.get('capture-id'))).size, 1);
  });

  it('is captured at once where its maker wanted that', async () => {
    const { authorization_token } = await authorized(klarna);
    const body = { ...orderOf(SESSION), auto_capture: true };
    const reply = await ask(klarna, `/payments/v1/authorizations/${authorization_token}/order`, 'POST', body);
    order_id = ((await reply.json()) as { order_id: string }).order_id;
    assert.deepEqual(await sums(), ['CAPTURED', 4900, 0, 0]);
  });

  it('is captured with its decision where its maker wanted that and it was pending', async () => {
    const decided = async (decision: 'accept' | 'reject', meanwhile = async () => {}) => {
      klarna.script([{ outcome: 'pending', decision, minutes: 1 }]);
      const { authorization_token } = await authorized(klarna);
      const body = { ...orderOf(SESSION), auto_capture: true };
      const reply = await ask(klarna, `/payments/v1/authorizations/${authorization_token}/order`, 'POST', body);
      order_id = ((await reply.json()) as { order_id: string }).order_id;
      assert.deepEqual(await sums(), ['AUTHORIZED', 0, 0, 4900]);
      await meanwhile();
      await klarna.advance(60_000);
      return sums();
    };
    assert.deepEqual(await decided('accept'), ['CAPTURED', 4900, 0, 0]);
    assert.deepEqual((await found()).captures?.[0]?.order_lines, SESSION.order_lines);
    assert.deepEqual(await decided('reject'), ['CANCELLED', 0, 0, 0]);
    const cancel = async () => void (await post('/cancel'));
    assert.deepEqual(await decided('accept', cancel), ['CANCELLED', 0, 0, 0]);
  });
});

describe('Klarna’s limits of calls', () => {
  it('are those of the playground where they are asked for: 429, empty, and a second later all is well', async () => {
    const limited = create({ rate_limit: true });
    const ask5 = () =>
      Promise.all(Array.from({ length: 6 }, () => ask(limited, '/payments/v1/sessions', 'POST', SESSION)));
    const statuses = (await ask5()).map(({ status }) => status);
    assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429]);
    const read = await ask(limited, '/payments/v1/sessions/unknown');
    assert.deepEqual([read.status, read.headers.get('x-ratelimit-limit')], [404, '50, 50;w=1']);
    assert.equal(read.headers.get('x-ratelimit-remaining'), '49');
    const refused = await ask(limited, '/payments/v1/sessions', 'POST', SESSION);
    assert.deepEqual([refused.status, await refused.text()], [429, '']);
    assert.deepEqual(
      [
        'x-ratelimit-limit',
        'x-ratelimit-remaining',
        'x-ratelimit-reset',
        'x-envoy-ratelimited',
        'retry-after',
        'content-type',
      ].map((name) => refused.headers.get(name)),
      ['5, 5;w=1', '0', '1', 'true', null, null],
    );
    const other = await ask(limited, '/payments/v1/sessions', 'POST', SESSION, {
      authorization: `Basic ${btoa('b:b')}`,
    });
    assert.equal(other.status, 200);
    await limited.advance(1000);
    assert.equal((await ask(limited, '/payments/v1/sessions', 'POST', SESSION)).status, 200);
  });
});
