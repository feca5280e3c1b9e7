/** The simulator may run for weeks, so it drops its oldest records. A dropped record is then unknown. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SimulatorState } from '../../../src/simulator/index.ts';
import { ask, create, open, order, placed, read, refusalOf } from '../support/in-process.ts';
import { SESSION } from '../support/support.ts';

const emptyObjects = (count: number): object[] => Array.from({ length: count }, () => ({}));

describe('A full simulator', () => {
  it('A full simulator keeps the newest sessions and orders, up to its capacity', async () => {
    const klarna = create({ capacity: 3 });
    const order_ids: string[] = [];
    for (let i = 0; i < 5; i++) order_ids.push(await placed(klarna));
    assert.deepEqual(
      klarna.orders().map(({ order_id }) => order_id),
      order_ids.slice(2),
    );
    assert.equal(klarna.sessions().length, 3);
    assert.deepEqual((await refusalOf(ask(klarna, `/ordermanagement/v1/orders/${order_ids[0]}`))).slice(0, 2), [
      404,
      'NO_SUCH_ORDER',
    ]);
  });

  it('A full simulator does not know the authorization of a dropped session', async () => {
    const klarna = create({ capacity: 1 });
    const { session_id } = await open(klarna);
    const { authorization_token = '' } = klarna.authorize(session_id);
    await open(klarna);
    assert.deepEqual(await refusalOf(order(klarna, authorization_token)), [
      404,
      'NOT_FOUND',
      'Invalid authorization token',
    ]);
  });

  it('A full simulator drops records by weight as well, so a hundred of the largest bodies do no harm', async () => {
    const klarna = create();
    const large = { ...SESSION, x: Array.from({ length: 300_000 }, () => ({})) };
    for (let i = 0; i < 12; i++) assert.equal((await ask(klarna, '/payments/v1/sessions', 'POST', large)).status, 200);
    const kept = klarna.sessions().length;
    assert.ok(kept >= 1 && kept < 12, `${kept} of 12 are kept`);
    await placed(klarna);
    assert.ok(klarna.sessions().length >= 1, 'the newest always stays');
  });

  /** Some 7 MB in memory, and 270 kB on the network. */
  const heavy = {
    order_lines: [{ name: 'Lamp', quantity: 1, unit_price: 0, total_amount: 0, x: emptyObjects(90_000) }],
  };
  const nothing = { captured_amount: 0, refunded_amount: 0, order_amount: 4900 };
  const path = (order_id: string, rest: string) => `/ordermanagement/v1/orders/${order_id}${rest}`;

  for (const growing of ['/captures', '/refunds', '/shipping-info', '/captures/{id}/shipping-info']) {
    it(`An order takes a limited amount of ${growing}`, async () => {
      const klarna = create();
      const order_id = await placed(klarna);
      const captured = await ask(klarna, path(order_id, '/captures'), 'POST', { captured_amount: 1 });
      const target = path(order_id, growing.replace('{id}', captured.headers.get('capture-id') ?? ''));
      const body = { ...heavy, captured_amount: 0, refunded_amount: 0, shipping_info: [{ x: emptyObjects(90_000) }] };
      const given = growing.endsWith('info') ? body : { ...body, shipping_info: undefined };
      assert.ok((await ask(klarna, target, 'POST', given)).ok);
      assert.deepEqual(await refusalOf(ask(klarna, target, 'POST', given)), [
        413,
        'REQUEST_TOO_LARGE',
        'The captures, refunds and shipping info of the order are too large.',
      ]);
      assert.ok((await ask(klarna, path(order_id, '/refunds'), 'POST', { refunded_amount: 1 })).ok, 'a small one fits');
    });
  }

  for (const [method, growing] of [
    ['POST', '/captures'],
    ['PATCH', '/authorization'],
  ] as const) {
    it(`The simulator weighs an order again after ${method} …${growing}`, async () => {
      const klarna = create();
      const order_ids: string[] = [];
      for (let i = 0; i < 24; i++) order_ids.push(await placed(klarna));
      for (const order_id of order_ids.toReversed()) {
        const body = { ...nothing, ...heavy, ...(method === 'PATCH' && { order_amount: 0 }) };
        await ask(klarna, path(order_id, growing), method, body);
      }
      const kept = klarna.orders().map(({ order_id }) => order_id);
      assert.ok(kept.length < 24);
      assert.deepEqual(kept, order_ids.slice(-kept.length), 'the oldest are gone');
    });
  }

  it('The simulator says once for each kind that it drops the oldest, and again after a reset', async () => {
    const said: string[] = [];
    const klarna = create({ capacity: 2, log: (message) => said.push(message) });
    for (let i = 0; i < 2; i++) await placed(klarna);
    assert.deepEqual(said, []);
    for (let i = 0; i < 3; i++) await placed(klarna);
    const kinds = ['sessions', 'attempts of shoppers', 'authorizations', 'orders'];
    const expected = kinds.map(
      (kind) =>
        `The simulator remembers 2 ${kind}, and forgets the oldest from now on: they answer as if they had never been. A higher capacity (--capacity) keeps more.`,
    );
    assert.deepEqual(said.toSorted(), expected.toSorted());
    klarna.reset();
    for (let i = 0; i < 3; i++) await placed(klarna);
    assert.deepEqual(said.toSorted(), [...expected, ...expected].toSorted());
  });

  it('The simulator says that it drops large sessions because of their weight', async () => {
    const said: string[] = [];
    const klarna = create({ log: (message) => said.push(message) });
    const large = { ...SESSION, x: emptyObjects(300_000) };
    for (let i = 0; i < 12; i++) await open(klarna, large);
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /^The simulator remembers 128 MB of sessions, and forgets the oldest from now on/);
  });

  it('The simulator keeps only a little of a long request and of a long answer', async () => {
    const klarna = create();
    const large = { ...SESSION, x: 'x'.repeat(900_000) };
    const { session_id } = await open(klarna, large);
    for (let i = 0; i < 5; i++) {
      const session = await read<typeof large>(klarna, `/payments/v1/sessions/${session_id}`);
      assert.equal(session.x.length, 900_000);
    }
    const { requests } = await read<SimulatorState>(klarna, '/simulator/state?reveal=1');
    const kept = requests.flatMap(({ sent, answered }) => [sent, answered]).filter((body) => body !== undefined);
    assert.ok(kept.length > 5);
    for (const body of kept) assert.ok(JSON.stringify(body).length <= 50_000);
    assert.match(String(requests[0]?.answered), /^9\d{5} characters of JSON, too long to keep$/);
  });

  it('The simulator refuses a capacity of nothing', () => {
    for (const capacity of [0, -1, Number.NaN, 1.5]) assert.throws(() => create({ capacity }), /capacity/);
    for (const public_url of ['nonsense', 'localhost:3001']) assert.throws(() => create({ public_url }), /public_url/);
  });

  it('The simulator keeps no more callbacks than its capacity', async () => {
    const klarna = create({ capacity: 2, fetch: async () => new Response(null, { status: 204 }) });
    const merchant_urls = { authorization: 'https://shop.test/hook' };
    for (let i = 0; i < 4; i++) await placed(klarna, { ...SESSION, merchant_urls });
    await klarna.settled();
    assert.equal(klarna.callbacks().length, 2);
  });
});
