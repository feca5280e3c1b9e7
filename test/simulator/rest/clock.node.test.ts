/** Everything that depends on time follows one clock, and a test can move the clock. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ask,
  authorized,
  create,
  HOUR_MS,
  MINUTE_MS,
  open,
  order,
  placed,
  read,
  refusalOf,
  START,
} from '../support/in-process.ts';

const DAY_MS = 24 * HOUR_MS;

describe('The clock of the simulator', () => {
  it('A session ends after exactly 48 hours', async () => {
    const klarna = create();
    const { session_id } = await open(klarna);
    await klarna.advance(48 * HOUR_MS - 1);
    assert.equal((await ask(klarna, `/payments/v1/sessions/${session_id}`)).status, 200);
    await klarna.advance(1);
    assert.deepEqual(await refusalOf(ask(klarna, `/payments/v1/sessions/${session_id}`)), [
      404,
      'NOT_FOUND',
      'Invalid session id',
    ]);
    assert.equal(klarna.now(), START + 48 * HOUR_MS);
  });

  it('An authorization ends after 60 minutes', async () => {
    const klarna = create();
    const first = await authorized(klarna);
    const second = await authorized(klarna);
    await klarna.advance(HOUR_MS - 1);
    assert.equal((await order(klarna, first.authorization_token)).status, 200);
    await klarna.advance(1);
    assert.deepEqual(await refusalOf(order(klarna, second.authorization_token)), [
      404,
      'NOT_FOUND',
      'Invalid authorization token',
    ]);
  });

  it('The simulator drops an idempotency key after 24 hours', async () => {
    const klarna = create();
    const order_id = await placed(klarna);
    const capture = async () => {
      const path = `/ordermanagement/v1/orders/${order_id}/captures`;
      const headers = { 'klarna-idempotency-key': 'parcel-1' };
      return (await ask(klarna, path, 'POST', { captured_amount: 100 }, headers)).headers.get('capture-id');
    };
    const first = await capture();
    await klarna.advance(DAY_MS - 1);
    assert.equal(await capture(), first);
    await klarna.advance(1);
    assert.notEqual(await capture(), first);
    assert.equal((await read<unknown[]>(klarna, `/ordermanagement/v1/orders/${order_id}/captures`)).length, 2);
  });

  it('An uncaptured order expires after 28 days, unless its time was extended', async () => {
    const klarna = create();
    const [left, extended] = [await placed(klarna), await placed(klarna)];
    const status = async (id: string) =>
      (await read<{ status: string }>(klarna, `/ordermanagement/v1/orders/${id}`)).status;
    await klarna.advance(27 * DAY_MS);
    const path = `/ordermanagement/v1/orders/${extended}/extend-authorization-time`;
    assert.equal((await ask(klarna, path, 'POST')).status, 204);
    await klarna.advance(DAY_MS);
    assert.deepEqual([await status(left), await status(extended)], ['EXPIRED', 'AUTHORIZED']);
  });

  it('The clock refuses to go back, to move by parts of a millisecond, or to leave the range of dates', async () => {
    const klarna = create();
    for (const ms of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 8.64e15]) {
      await assert.rejects(klarna.advance(ms), RangeError);
    }
    assert.equal(klarna.now(), START);
  });

  it('The clock follows its source as well, and tasks that became due run before the next request', async () => {
    let now = START;
    const klarna = create({ now: () => now });
    klarna.script([{ outcome: 'pending', minutes: 10 }]);
    const order_id = await placed(klarna);
    const fraud_status = async () =>
      (await read<{ fraud_status: string }>(klarna, `/ordermanagement/v1/orders/${order_id}`)).fraud_status;
    now += 10 * MINUTE_MS - 1;
    assert.equal(await fraud_status(), 'PENDING');
    now += 1;
    assert.equal(await fraud_status(), 'ACCEPTED');
  });

  it('A slow answer waits for the simulator’s clock', async () => {
    const klarna = create();
    klarna.script([{ outcome: 'answer', call: 'create_session', latency_ms: 30_000 }]);
    let isAnswered = false;
    const answer = open(klarna).then(() => {
      isAnswered = true;
    });
    await open(klarna);
    assert.equal(isAnswered, false);
    await klarna.advance(30_000);
    await answer;
  });
});

describe('A reset', () => {
  it('A reset drops everything and restarts the seed: the second run has the ids of the first', async () => {
    const klarna = create();
    const run = async () => [await placed(klarna), klarna.sessions()[0]?.session_id];
    const first = await run();
    await klarna.advance(HOUR_MS);
    klarna.script([{ outcome: 'decline' }]);
    klarna.reset();
    assert.deepEqual([klarna.sessions(), klarna.orders(), klarna.now()], [[], [], START]);
    assert.deepEqual(await run(), first);
  });
});
