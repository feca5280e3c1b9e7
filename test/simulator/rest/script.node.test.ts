/** Scripts: data that decides how the next calls end, without a person in the pop-up. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConnectionLost, createKlarnaSimulator, ScriptError, type Step } from '../../../src/simulator/index.ts';
import { ask, authorized, create, open, order, placed, read, refusalOf } from '../support/in-process.ts';
import { call, SESSION } from '../support/support.ts';

describe('A script', () => {
  it('A script decides one authorize() after the other: fail, fail, approve', async () => {
    const klarna = create();
    klarna.script([{ outcome: 'decline' }, { outcome: 'cancel' }, { outcome: 'approve' }]);
    const { session_id } = await open(klarna);
    assert.deepEqual(klarna.authorize(session_id), { approved: false, show_form: false });
    assert.deepEqual(klarna.authorize(session_id), { approved: false, show_form: true });
    const { authorization_token = '' } = klarna.authorize(session_id, { decision: 'decline' });
    assert.equal((await order(klarna, authorization_token)).status, 200);
  });

  it('A script names the fields that Klarna would find invalid', async () => {
    const klarna = create();
    klarna.script([{ outcome: 'invalid', fields: ['billing_address.phone'] }, { outcome: 'invalid' }]);
    const { session_id } = await open(klarna);
    const invalid = () => klarna.authorize(session_id);
    assert.deepEqual(invalid().error, { invalid_fields: ['billing_address.phone'] });
    assert.deepEqual(invalid(), {
      approved: false,
      show_form: true,
      error: { invalid_fields: ['billing_address.email'] },
    });
  });

  it('A script of a session is for that session, and runs before the shop’s', async () => {
    const klarna = create();
    const [mine, other] = [await open(klarna), await open(klarna)];
    klarna.script([{ outcome: 'decline' }]);
    klarna.script([{ outcome: 'cancel' }], { session_id: mine.session_id });
    assert.equal(klarna.authorize(mine.session_id).show_form, true);
    assert.equal(klarna.authorize(other.session_id).show_form, false);
    assert.equal(klarna.authorize(mine.session_id).approved, true);
  });

  it('A script for a session is refused if the session is unknown, or if the step comes before every session', async () => {
    const klarna = create();
    const { session_id } = await open(klarna);
    const script = (step: Step, id: string) => () => klarna.script([{ outcome: 'approve' }, step], { session_id: id });
    assert.throws(script({ outcome: 'approve' }, 'lost'), /There is no session lost/);
    const opening: Step = { outcome: 'fail', call: 'create_session' };
    assert.throws(script(opening, session_id), /steps\[1\]\.call cannot be create_session for one session/);
    script({ outcome: 'fail', call: 'read_session' }, session_id)();
    assert.equal((await ask(klarna, `/payments/v1/sessions/${session_id}`)).status, 500);
  });

  it('A script makes an order pending, until its minutes are over', async () => {
    const klarna = create();
    klarna.script([{ outcome: 'pending', decision: 'reject', minutes: 3 }]);
    const order_id = await placed(klarna);
    const state = async () => {
      const found = await read<Record<string, unknown>>(klarna, `/ordermanagement/v1/orders/${order_id}`);
      return [found.fraud_status, found.status];
    };
    assert.deepEqual(await state(), ['PENDING', 'AUTHORIZED']);
    await klarna.advance(3 * 60_000);
    assert.deepEqual(await state(), ['REJECTED', 'CANCELLED']);
  });

  it('A script approves and loses the answer: Klarna knows of it, the page does not', async () => {
    const klarna = create();
    klarna.script([{ outcome: 'approve', network: 'breaks' }]);
    const { session_id } = await open(klarna);
    assert.deepEqual(klarna.authorize(session_id), { approved: false, show_form: false });
    const session = await read<{ authorization_token?: string }>(klarna, `/payments/v1/sessions/${session_id}`);
    assert.equal((await order(klarna, session.authorization_token ?? '')).status, 200);
  });

  it('A script fails the next call of a name, and no other', async () => {
    const klarna = create();
    klarna.script([
      { outcome: 'fail', call: 'create_order', with: 500 },
      {
        outcome: 'fail',
        call: 'create_order',
        refusal: { status: 403, error_code: 'REJECTED', error_messages: ['Rejected'] },
      },
      { outcome: 'fail', call: 'create_order', with: 502 },
      { outcome: 'fail', call: 'create_order', with: 429 },
    ]);
    const { authorization_token } = await authorized(klarna);
    assert.deepEqual(await refusalOf(order(klarna, authorization_token)), [
      500,
      'INTERNAL_SERVER_ERROR',
      'Internal error',
    ]);
    assert.deepEqual(await refusalOf(order(klarna, authorization_token)), [403, 'REJECTED', 'Rejected']);
    const proxy = await order(klarna, authorization_token);
    assert.deepEqual([proxy.status, proxy.headers.get('content-type')], [502, 'text/html']);
    const limited = await order(klarna, authorization_token);
    assert.deepEqual([limited.status, await limited.text()], [429, '']);
    assert.equal((await order(klarna, authorization_token)).status, 200);
  });

  it('A script breaks the connection of a function call by a rejection, as fetch would', async () => {
    const klarna = create();
    klarna.script([{ outcome: 'fail', call: 'create_session', with: 'reset' }]);
    await assert.rejects(ask(klarna, '/payments/v1/sessions', 'POST', SESSION), ConnectionLost);
    assert.deepEqual(klarna.sessions(), []);
  });

  it('A script breaks the connection over HTTP; a lost call was done', async () => {
    const simulator = createKlarnaSimulator();
    const { url, close } = await simulator.listen();
    try {
      const { authorization_token } = await authorized(simulator);
      simulator.script([
        { outcome: 'fail', call: 'create_order', with: 'reset' },
        { outcome: 'fail', call: 'create_order', with: 'lost' },
      ]);
      const { intent: _, ...body } = SESSION;
      const place = () => call(url, `/payments/v1/authorizations/${authorization_token}/order`, 'POST', body);
      await assert.rejects(place(), { message: 'fetch failed' });
      assert.equal(simulator.orders().length, 0);
      await assert.rejects(place(), { message: 'fetch failed' });
      assert.equal(simulator.orders().length, 1);
      const repeated = (await (await place()).json()) as { order_id: string };
      assert.equal(repeated.order_id, simulator.orders()[0]?.order_id);
    } finally {
      await close();
    }
  });

  it('A script loses the page’s answer: the SDK’s frame gets nothing, and Klarna has approved', async () => {
    const simulator = createKlarnaSimulator();
    const { url, close } = await simulator.listen();
    try {
      const { session_id } = await open(simulator);
      simulator.script([{ outcome: 'approve', network: 'breaks' }]);
      const body = JSON.stringify({ session_id, payment_method_category: 'pay_later' });
      await assert.rejects(fetch(`${url}/kp/frames/api/authorize`, { method: 'POST', body }), {
        message: 'fetch failed',
      });
      const session = await read<{ authorization_token?: string }>(simulator, `/payments/v1/sessions/${session_id}`);
      assert.equal((await order(simulator, session.authorization_token ?? '')).status, 200);
    } finally {
      await close();
    }
  });

  it('A script lets the page wait by the simulator’s clock', async () => {
    const klarna = create();
    const { session_id } = await open(klarna);
    klarna.script([{ outcome: 'decline', latency_ms: 5000 }]);
    let isAnswered = false;
    const body = JSON.stringify({ session_id, payment_method_category: 'pay_later' });
    const page = klarna(new Request('https://klarna.test/kp/frames/api/authorize', { method: 'POST', body })).then(
      (response) => {
        isAnswered = true;
        return response.json();
      },
    );
    // The five seconds begin when the step is taken, not when the request is sent.
    while (klarna.sessions()[0]?.attempt === undefined) await new Promise(setImmediate);
    await klarna.advance(4999);
    assert.equal(isAnswered, false);
    await klarna.advance(1);
    assert.deepEqual(await page, { result: { result: { approved: false, show_form: false } } });
  });

  it('A script that makes no sense is refused with a message, and none of it is stored', async () => {
    const klarna = create();
    const refused: [unknown, RegExp][] = [
      [[], /list of one step or more/],
      ['approve', /list of one step or more/],
      [[null], /steps\[0\] must be an object/],
      [[{ outcome: 'maybe' }], /steps\[0\]\.outcome must be one of "approve"/],
      [[{ outcome: 'approve' }, { outcome: 'approve', latency: 5 }], /steps\[1\]\.latency is not known/],
      [[{ outcome: 'approve', latency_ms: -1 }], /latency_ms must be a whole number/],
      [[{ outcome: 'approve', constructor: 1 }], /constructor is not known/],
      [[{ outcome: 'invalid', fields: [] }], /fields must be a list of paths/],
      [[{ outcome: 'fail' }], /call must name a call/],
      [[{ outcome: 'fail', call: 'pay' }], /call must be one of "create_session"/],
      [[{ outcome: 'fail', call: 'create_order', with: 418 }], /with must be one of "reset"/],
    ];
    for (const [steps, words] of refused) {
      assert.throws(
        () => klarna.script(steps as Step[]),
        (error) => error instanceof ScriptError && words.test(error.message),
      );
    }
    const { session_id } = await open(klarna);
    assert.equal(klarna.authorize(session_id).approved, true);
  });
});
