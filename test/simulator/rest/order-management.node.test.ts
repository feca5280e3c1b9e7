/** An order after the purchase: captures, refunds, refusals, and the order's contents afterwards. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Capture, DueDateOptions, ManagedOrder, Refund } from '../../../src/klarna/order-management.ts';
import type { Address, OrderLine } from '../../../src/klarna/types.ts';
import type { KlarnaSimulator } from '../../../src/simulator/index.ts';
import { fieldsOf } from '../contract/evidence.ts';
import {
  ask,
  authorized,
  create,
  open,
  placed,
  order as placeOrder,
  read,
  refusalOf,
  START,
} from '../support/in-process.ts';
import { ADDRESS, orderOf, SESSION } from '../support/support.ts';

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
/** Klarna's form of an address and a line, with members that nobody sent. */
const readAddress = (address: Address) => ({ title: '', street_address2: '', region: '', ...address });
const readLine = (line: OrderLine) => ({ reference: '', quantity_unit: '', total_discount_amount: 0, ...line });

const found = () => read<ManagedOrder>(klarna, path());

async function sums() {
  const { status, captured_amount, refunded_amount, remaining_authorized_amount } = await found();
  return [status, captured_amount, refunded_amount, remaining_authorized_amount];
}

describe('An order', () => {
  it('An order is read as it was placed', async () => {
    const order = await found();
    assert.deepEqual(await sums(), ['AUTHORIZED', 0, 0, 4900]);
    assert.deepEqual(order.billing_address, readAddress(ADDRESS));
    assert.deepEqual(order.order_lines, SESSION.order_lines.map(readLine));
    assert.equal(order.created_at, '2026-11-23T12:00:00.000Z');
    assert.equal(order.expires_at, '2026-12-21T00:00:00.000Z');
  });

  it('An order is authorized until the midnight that begins the last of its days', async () => {
    await klarna.advance(Date.UTC(2026, 11, 20, 23, 59) - START);
    assert.equal((await found()).status, 'AUTHORIZED');
    assert.equal((await post('/extend-authorization-time')).status, 204);
    assert.equal((await found()).expires_at, '2027-01-17T00:00:00.000Z');
    await klarna.advance(Date.UTC(2027, 0, 17) - klarna.now());
    assert.deepEqual((await sums()).slice(0, 1), ['EXPIRED']);
  });

  it('An order has a value for each absent member: empty texts, zeros and empty lists', async () => {
    const line = { name: 'Desk lamp', quantity: 1, unit_price: 2200, total_amount: 2200 };
    order_id = await placed(klarna, { ...SESSION, order_amount: 2200, order_tax_amount: 0, order_lines: [line] });
    assert.deepEqual((await found()).shipping_info, []);
    const first = (await capture(1000)).headers.get('capture-id');
    const second = (
      await post('/captures', { captured_amount: 1200, order_lines: [line], description: 'Sent', reference: 'B' })
    ).headers.get('capture-id');
    const refunded = (await refund(100)).headers.get('refund-id');
    const order = await found();
    const whole = { ...line, reference: '', type: 'physical', quantity_unit: '' };
    const lines = [{ ...whole, total_discount_amount: 0, tax_rate: 0, total_tax_amount: 0 }];
    assert.deepEqual(order.order_lines, lines);
    const addresses = { billing_address: readAddress(ADDRESS), shipping_address: readAddress(ADDRESS) };
    const sent = { ...addresses, refunded_amount: 0, captured_at: order.created_at, shipping_info: [] };
    const captures = [
      {
        ...sent,
        capture_id: first,
        captured_amount: 1000,
        klarna_reference: `${order.klarna_reference}-1`,
        description: '',
        order_lines: [],
      },
      {
        ...sent,
        capture_id: second,
        captured_amount: 1200,
        klarna_reference: `${order.klarna_reference}-2`,
        description: 'Sent',
        reference: 'B',
        order_lines: lines,
      },
    ];
    assert.deepEqual(order.captures, captures);
    assert.deepEqual(await read(klarna, path('/captures')), captures);
    assert.deepEqual(await read(klarna, path(`/captures/${second}`)), captures[1]);
    const refunds = [
      {
        refund_id: refunded,
        refunded_amount: 100,
        refunded_at: order.created_at,
        description: '',
        order_lines: [],
        credit_invoice: false,
      },
    ];
    assert.deepEqual(order.refunds, refunds);
    assert.deepEqual(await read(klarna, path(`/refunds/${refunded}`)), refunds[0]);
  });

  it('An order takes a number where a text belongs, and shows it as that text', async () => {
    const shipping_info = [{ shipping_company: 'DHL', tracking_number: 1245, return_tracking_number: 77 }];
    const response = await post('/captures', { captured_amount: 1, reference: 1001, shipping_info });
    assert.equal(response.status, 201);
    const texts = [{ shipping_company: 'DHL', tracking_number: '1245', return_tracking_number: '77' }];
    const captured = await read<Capture>(klarna, path(`/captures/${response.headers.get('capture-id')}`));
    assert.deepEqual([captured.reference, captured.shipping_info], ['1001', texts]);
    assert.equal((await post('/shipping-info', { shipping_info })).status, 204);
    assert.equal((await post('/refunds', { refunded_amount: 1, description: 7 })).status, 201);
    assert.equal((await patch('/merchant-references', { merchant_reference1: 15632423 })).status, 204);
    assert.equal((await patch('/customer-details', { shipping_address: { postal_code: 10115 } })).status, 204);
    const order = await found();
    assert.deepEqual(
      [order.shipping_info, order.refunds?.[0]?.description, order.merchant_reference1],
      [texts, '7', '15632423'],
    );
    assert.equal(order.shipping_address?.postal_code, '10115');
    assert.deepEqual(await refusalOf(post('/captures', { captured_amount: '1' })), [
      400,
      'BAD_VALUE',
      'Bad value: captured_amount',
    ]);
    const long = { shipping_info: [{ tracking_number: 'x'.repeat(101) }] };
    assert.equal((await refusalOf(post('/shipping-info', long)))[2], 'Bad value: shipping_info[0].tracking_number');
  });

  it('An unknown order is named in the answer; the gateway answers a malformed id', async () => {
    const unknown = '/ordermanagement/v1/orders/d8bcb0ac-deeb-325b-8472-ef2c4b9b3e8';
    assert.deepEqual(await refusalOf(ask(klarna, unknown)), [
      404,
      'NO_SUCH_ORDER',
      'Order d8bcb0ac-deeb-325b-8472-ef2c4b9b3e8 cannot be found.',
    ]);
    const malformed = await ask(klarna, '/ordermanagement/v1/orders/not%20an%20id');
    assert.deepEqual([malformed.status, malformed.headers.get('content-type')], [400, 'text/html']);
  });

  for (const id of ['not-a-uuid', '1001', 'd8bcb0ac-deeb-325b-8472', 'd8bcb0ac-deeb-325b-8472-ef2c4b9b3e8g']) {
    it(`An order’s id is a UUID, so ${id} is refused in every call`, async () => {
      const words = [400, 'INVALID_ORDER_ID', 'Order ID must be a valid UUID.'];
      const orders = '/ordermanagement/v1/orders';
      assert.deepEqual(await refusalOf(ask(klarna, `${orders}/${id}`)), words);
      assert.deepEqual(await refusalOf(ask(klarna, `${orders}/${id}/captures`, 'POST', { captured_amount: 1 })), words);
    });
  }

  it('An order is captured in parts: 201, empty, with id and location in the headers', async () => {
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

  it('An order is not captured beyond its authorization, nor after its cancellation', async () => {
    assert.deepEqual((await refusalOf(capture(4901))).slice(0, 2), [403, 'CAPTURE_NOT_ALLOWED']);
    assert.equal((await post('/cancel')).status, 204);
    assert.equal((await post('/cancel')).status, 204);
    assert.deepEqual((await refusalOf(capture(1))).slice(0, 2), [403, 'CAPTURE_NOT_ALLOWED']);
    assert.deepEqual(await sums(), ['CANCELLED', 0, 0, 0]);
  });

  it('A wrong amount gets a message of its own', async () => {
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

  it('An order is not captured while it is pending', async () => {
    klarna.script([{ outcome: 'pending', minutes: 1 }]);
    order_id = await placed(klarna);
    assert.deepEqual((await refusalOf(capture(1))).slice(0, 2), [403, 'CAPTURE_NOT_ALLOWED']);
    await klarna.advance(60_000);
    assert.equal((await capture(1)).status, 201);
  });

  it('An order is refunded after a capture, up to the captured amount', async () => {
    assert.deepEqual(await refusalOf(refund(1)), [
      403,
      'REFUND_NOT_ALLOWED',
      'Order has no captures. Refund not possible',
    ]);
    const pieces = (reference: string, total_amount: number) => [
      { reference, name: 'Lamp', quantity: 1, unit_price: total_amount, total_amount },
    ];
    await post('/captures', { captured_amount: 3000, order_lines: pieces('A', 3000) });
    await post('/captures', { captured_amount: 1900, order_lines: pieces('B', 1900) });
    assert.equal((await post('/refunds', { refunded_amount: 500, order_lines: pieces('B', 500) })).status, 201);
    const response = await refund(3000);
    const id = response.headers.get('refund-id');
    assert.deepEqual(
      [response.status, response.headers.get('location')],
      [201, `https://klarna.test${path(`/refunds/${id}`)}`],
    );
    assert.equal((await read<Refund>(klarna, path(`/refunds/${id}`))).refunded_amount, 3000);
    const parts = async () => (await found()).captures?.map(({ refunded_amount }) => refunded_amount);
    assert.deepEqual(await parts(), [0, 500], 'a refund without lines is about no capture');
    await post('/refunds', { refunded_amount: 100, order_lines: pieces('A', 100) });
    assert.deepEqual(await parts(), [0, 500], 'after it Klarna cannot tell any more');
    assert.deepEqual(await refusalOf(refund(1301)), [
      403,
      'REFUND_NOT_ALLOWED',
      'Over refund is not allowed. Refund not possible.',
    ]);
    assert.equal((await refund(1300)).status, 201);
    assert.deepEqual(await sums(), ['CAPTURED', 4900, 4900, 0]);
    assert.deepEqual(await refusalOf(ask(klarna, path('/refunds/none'))), [
      404,
      'NOT_FOUND',
      `Refund none cannot be found for order ${order_id}`,
    ]);
  });

  it('A refund counts at a capture only if its lines name the capture', async () => {
    const pieces = (...amounts: [string | undefined, number][]) =>
      amounts.map(([reference, total_amount]) => ({
        ...(reference && { reference }),
        name: 'Lamp',
        quantity: 1,
        unit_price: total_amount,
        total_amount,
      }));
    await post('/captures', { captured_amount: 1000, order_lines: pieces(['A', 1000]) });
    await post('/captures', { captured_amount: 2000, order_lines: pieces(['B', 1500], ['C', 500]) });
    const told = async (order_lines: object[], refunded_amount: number) => {
      assert.equal((await post('/refunds', { refunded_amount, order_lines })).status, 201);
      return (await found()).captures?.map(({ refunded_amount: amount }) => amount);
    };
    assert.deepEqual(await told(pieces(['B', 1500], ['C', 500]), 2000), [0, 2000]);
    const fee = { type: 'return_fee', name: 'Fee', quantity: 1, unit_price: -100, total_amount: -100 };
    assert.deepEqual(await told([...pieces(['A', 400]), fee], 300), [300, 2000]);
    assert.deepEqual(await told(pieces([undefined, 100]), 100), [300, 2000]);
  });

  it('An order is cancelled only before a capture', async () => {
    await capture(1);
    assert.deepEqual(await refusalOf(post('/cancel')), [
      403,
      'CANCEL_NOT_ALLOWED',
      'Order has previous captures. Cancel not possible',
    ]);
  });

  it('An order releases the rest of its authorization, once or twice', async () => {
    await capture(900);
    assert.equal((await post('/release-remaining-authorization')).status, 204);
    assert.equal((await post('/release-remaining-authorization')).status, 204);
    assert.deepEqual(await sums(), ['CAPTURED', 900, 0, 0]);
    assert.deepEqual((await refusalOf(capture(1))).slice(0, 2), [403, 'CAPTURE_NOT_ALLOWED']);
  });

  it('A fully captured order has nothing to release', async () => {
    await capture(4900);
    assert.deepEqual(await refusalOf(post('/release-remaining-authorization')), [
      403,
      'NOT_ALLOWED',
      'Order is fully captured. Remaining authorization cannot be released.',
    ]);
  });

  it('An order takes a new amount, but not less than was captured', async () => {
    await capture(900);
    assert.equal((await patch('/authorization', { order_amount: 1000 })).status, 204);
    assert.deepEqual(await sums(), ['PART_CAPTURED', 900, 0, 100]);
    assert.equal((await found()).original_order_amount, 4900);
    assert.deepEqual((await found()).order_lines, [], 'Klarna deletes the lines where none are sent');
    assert.deepEqual(await refusalOf(patch('/authorization', { order_amount: 899 })), [
      403,
      'NOT_ALLOWED',
      'Resulting authorization amount 899 cannot be less than the captured amount 900 for order. Order authorization cannot be updated',
    ]);
    const wrong = { order_amount: 1000, order_lines: SESSION.order_lines };
    assert.deepEqual(await refusalOf(patch('/authorization', wrong)), [400, 'BAD_VALUE', 'Bad value: order_amount']);
    assert.deepEqual(await refusalOf(patch('/authorization', {})), [400, 'BAD_VALUE', 'Bad value: order_amount']);
  });

  it('An order takes references, details and parcels', async () => {
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

  it('An order takes longer addresses than Payments does', async () => {
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
    assert.equal((await patch('/customer-details', { shipping_address: address(0) })).status, 204);
    const [, , ...messages] = await refusalOf(patch('/customer-details', { shipping_address: address(1) }));
    const named = Object.keys(longest).map((name) => `shipping_address.${name}`);
    assert.deepEqual(fieldsOf(messages), named.toSorted());
  });

  it('An order keeps its billing address, and refuses a whole update that contains one', async () => {
    const body = { billing_address: { city: 'Potsdam' }, shipping_address: { city: 'Potsdam' } };
    assert.deepEqual(await refusalOf(patch('/customer-details', body)), [
      403,
      'NOT_ALLOWED',
      'Billing address cannot be updated for user account order. Customer details cannot be updated.',
    ]);
    const { billing_address, shipping_address } = await found();
    assert.deepEqual([billing_address?.city, shipping_address?.city], ['Berlin', 'Berlin']);
  });

  it('A capture shows the address that it was sent to', async () => {
    await capture(1);
    assert.equal((await patch('/customer-details', { shipping_address: { city: 'Potsdam' } })).status, 204);
    await capture(1);
    const cities = (await found()).captures?.map(({ shipping_address }) => shipping_address?.city);
    assert.deepEqual(cities, ['Berlin', 'Potsdam']);
  });

  it('A cancelled order keeps its references', async () => {
    await post('/cancel');
    const refused = await refusalOf(patch('/merchant-references', { merchant_reference1: 'A' }));
    assert.deepEqual(refused.slice(0, 2), [403, 'NOT_ALLOWED']);
  });

  it('A due date is extended by the days that Klarna offers, for ways to pay later', async () => {
    const id = (await capture(100)).headers.get('capture-id');
    const extend = (number_of_days?: unknown) => patch(`/captures/${id}/extend-due-date`, { number_of_days });
    const offered = await read<DueDateOptions>(klarna, path(`/captures/${id}/extend-due-date-options`));
    assert.equal(offered.currency, 'EUR');
    assert.ok(offered.options.length > 0);
    for (const { number_of_days, amount } of offered.options) {
      assert.ok(Number.isInteger(amount));
      const response = await extend(number_of_days);
      assert.deepEqual([response.status, await response.text()], [204, '']);
    }
    assert.deepEqual((await refusalOf(extend(1))).slice(0, 2), [403, 'NOT_ALLOWED']);
    assert.deepEqual(await refusalOf(extend()), [422, 'UNPROCESSABLE_ENTITY', "'number_of_days' must not be null"]);
    assert.deepEqual(await refusalOf(extend('30')), [400, 'BAD_VALUE', 'Bad value: number_of_days']);
    for (const rest of ['extend-due-date-options', 'extend-due-date']) {
      const method = rest === 'extend-due-date' ? 'PATCH' : 'GET';
      const body = method === 'PATCH' ? { number_of_days: 30 } : undefined;
      const unknown = ask(klarna, path(`/captures/none/${rest}`), method, body);
      assert.deepEqual((await refusalOf(unknown)).slice(0, 2), [404, 'NO_SUCH_CAPTURE']);
    }
  });

  it('An order paid by card has no due date to extend', async () => {
    const session = await open(klarna);
    const { authorization_token = '' } = klarna.authorize(session.session_id, { payment_method_category: 'pay_now' });
    order_id = ((await (await placeOrder(klarna, authorization_token)).json()) as { order_id: string }).order_id;
    const id = (await capture(100)).headers.get('capture-id');
    const { options } = await read<DueDateOptions>(klarna, path(`/captures/${id}/extend-due-date-options`));
    assert.deepEqual(options, []);
    const refused = await refusalOf(patch(`/captures/${id}/extend-due-date`, { number_of_days: 30 }));
    assert.deepEqual(refused, [403, 'NOT_ALLOWED', 'Extension of due date is not possible.']);
  });

  it('An order knows Klarna’s shipping methods, and its shipping info requires a parcel', async () => {
    const shipped = (shipping_method: string) => post('/shipping-info', { shipping_info: [{ shipping_method }] });
    assert.equal((await shipped('PickUpStore')).status, 204);
    assert.deepEqual((await refusalOf(shipped('By boat')))[2], 'Bad value: shipping_info[0].shipping_method');
    assert.deepEqual((await refusalOf(post('/shipping-info', { shipping_info: [] })))[2], 'Bad value: shipping_info');
  });

  it('An idempotency key does nothing twice, whatever the second body says; a refusal is repeated too', async () => {
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

  it('An order with auto_capture is captured at once', async () => {
    const { authorization_token } = await authorized(klarna);
    const body = { ...orderOf(SESSION), auto_capture: true };
    const reply = await ask(klarna, `/payments/v1/authorizations/${authorization_token}/order`, 'POST', body);
    order_id = ((await reply.json()) as { order_id: string }).order_id;
    assert.deepEqual(await sums(), ['CAPTURED', 4900, 0, 0]);
  });

  it('A pending order with auto_capture is captured with its decision', async () => {
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
    assert.deepEqual((await found()).captures?.[0]?.order_lines, SESSION.order_lines.map(readLine));
    assert.deepEqual(await decided('reject'), ['CANCELLED', 0, 0, 0]);
    const cancel = async () => void (await post('/cancel'));
    assert.deepEqual(await decided('accept', cancel), ['CANCELLED', 0, 0, 0]);
  });
});

describe('Klarna’s limits of calls', () => {
  it('The rate limits are those of the playground: 429, empty, and a second later calls work again', async () => {
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
