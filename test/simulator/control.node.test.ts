/** The control API: what a page or another process may read and do, and who may not. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createKlarnaSimulator, type KlarnaSimulator, type SimulatorState } from '../../src/simulator/index.ts';
import { ask, authorized, create, HOUR_MS, ORIGIN, open, order, START } from './support/in-process.ts';
import { SESSION } from './support/support.ts';

const state = async (klarna: KlarnaSimulator, query = ''): Promise<SimulatorState> =>
  (await (await ask(klarna, `/simulator/state${query}`)).json()) as SimulatorState;

const post = (klarna: KlarnaSimulator, name: string, body: unknown, headers = {}) =>
  ask(klarna, `/simulator/${name}`, 'POST', body, headers);

const words = async (response: Response): Promise<[number, string]> => [
  response.status,
  ((await response.json()) as { message: string }).message,
];

describe('The state', () => {
  it('The state lists records newest first, with the bodies of requests', async () => {
    const klarna = create();
    const { authorization_token, session_id } = await authorized(klarna);
    const placed = (await (await order(klarna, authorization_token)).json()) as { order_id: string };
    const second = await open(klarna);
    klarna.script([{ outcome: 'decline' }], { session_id: second.session_id });
    const found = await state(klarna);
    assert.deepEqual(found.clock, { now: new Date(START).toISOString(), now_ms: START, ahead_ms: 0 });
    assert.equal(found.seed, 'test');
    assert.deepEqual(
      found.sessions.map((session) => [session.session_id, session.status]),
      [
        [second.session_id, 'incomplete'],
        [session_id, 'complete'],
      ],
    );
    assert.equal(found.orders[0]?.order_id, placed.order_id);
    assert.deepEqual(found.script, [{ session_id: second.session_id, step: { outcome: 'decline' } }]);
    const [newest, placing] = found.requests;
    assert.deepEqual([newest?.call, newest?.status, newest?.from], ['create_session', 200, 'merchant']);
    assert.deepEqual(newest?.sent, SESSION);
    assert.deepEqual(placing?.answered, placed);
  });

  it('The state hides personal data, tokens and the shop’s secrets until a client asks', async () => {
    const klarna = create({ fetch: async () => new Response(null, { status: 204 }) });
    const authorization = 'https://shop.test/klarna/s3cret';
    const request = { ...SESSION, merchant_urls: { authorization } };
    const { authorization_token, client_token } = await authorized(klarna, request);
    await order(klarna, authorization_token, request);
    const secrets = [authorization_token, client_token, 's3cret', 'Anna', 'Muster', 'Torstra', 'anna@', '4930901820'];
    const hidden = JSON.stringify(await state(klarna));
    for (const secret of secrets) assert.equal(hidden.includes(secret), false, secret);
    assert.match(hidden, /https:\/\/shop\.test\/•••/);
    const shown = JSON.stringify(await state(klarna, '?reveal=1'));
    for (const secret of secrets) assert.ok(shown.includes(secret), secret);
  });

  it('The state hides the id that opens the pop-up', async () => {
    const klarna = create();
    const { session_id } = await open(klarna);
    const call = { session_id, payment_method_category: 'pay_later' };
    const { result } = await (await ask(klarna, '/kp/frames/api/authorize', 'POST', call)).json();
    await ask(klarna, '/kp/frames/api/outcome', 'POST', { attempt_id: result.attempt_id });
    assert.equal(JSON.stringify(await state(klarna)).includes(result.attempt_id), false);
    assert.ok(JSON.stringify(await state(klarna, '?reveal=1')).includes(result.attempt_id));
  });

  it('The state hides personal data in a wrong place as well', async () => {
    const klarna = create();
    await ask(klarna, '/payments/v1/sessions', 'POST', {
      ...SESSION,
      billing_address: 'Anna',
      email: 'anna@example.com',
    });
    await ask(klarna, '/payments/v1/sessions', 'POST', { ...SESSION, customer: { country: 'Anna', more: ['Anna'] } });
    assert.doesNotMatch(JSON.stringify(await state(klarna)), /anna/i);
    assert.match(JSON.stringify(await state(klarna, '?reveal=1')), /Anna/);
  });

  it('The state never contains the credentials', async () => {
    const klarna = create({ username: 'shop', password: 'secret' });
    await open(klarna);
    assert.doesNotMatch(JSON.stringify(await state(klarna, '?reveal=1')), /secret|authorization":"Basic/);
  });
});

describe('The control API', () => {
  it('The control API moves the clock', async () => {
    const klarna = create();
    const response = await post(klarna, 'clock', { advance_ms: HOUR_MS });
    assert.deepEqual(await response.json(), {
      now: new Date(START + HOUR_MS).toISOString(),
      now_ms: START + HOUR_MS,
      ahead_ms: HOUR_MS,
    });
    assert.equal(klarna.now(), START + HOUR_MS);
  });

  it('The control API takes a script, for a session or for the shop, and removes it', async () => {
    const klarna = create();
    const { session_id } = await open(klarna);
    assert.equal((await post(klarna, 'script', { steps: [{ outcome: 'cancel' }] })).status, 200);
    const waiting = await post(klarna, 'script', { steps: [{ outcome: 'decline' }], session_id });
    assert.deepEqual(await waiting.json(), { waiting: 2 });
    assert.equal(klarna.authorize(session_id).show_form, false);
    assert.equal((await ask(klarna, '/simulator/script', 'DELETE')).status, 200);
    assert.equal(klarna.authorize(session_id).approved, true);
  });

  it('The control API resets the simulator', async () => {
    const klarna = create();
    await open(klarna);
    assert.equal((await post(klarna, 'reset', {})).status, 200);
    assert.deepEqual(klarna.sessions(), []);
  });

  it('The control API explains why it refuses a wrong request', async () => {
    const klarna = create();
    for (const [name, body, said] of [
      ['clock', {}, /advance_ms must be a number/],
      ['clock', { advance_ms: '5' }, /advance_ms must be a number/],
      ['clock', { advance_ms: -5 }, /forward/],
      ['clock', [], /JSON object/],
      ['script', {}, /steps must be a list/],
      ['script', { steps: [{ outcome: 'win' }] }, /steps\[0\]\.outcome/],
      ['script', { steps: [{ outcome: 'approve' }], session_id: 5 }, /session_id must be a string/],
      ['script', { steps: [{ outcome: 'approve' }], session_id: 'lost' }, /no session lost/],
    ] as const) {
      const [status, message] = await words(await post(klarna, name, body));
      assert.equal(status, 400);
      assert.match(message, said);
    }
    assert.deepEqual(await words(await post(klarna, 'reset', {}, { 'content-type': 'text/plain' })), [
      415,
      'Send JSON, with content-type: application/json.',
    ]);
    assert.equal((await ask(klarna, '/simulator/nothing')).status, 404);
    assert.equal((await ask(klarna, '/simulator/clock')).status, 405);
  });

  it('The control API refuses pages of other origins, for reading and for writing', async () => {
    const klarna = create();
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.test' },
      { origin: 'null' },
    ]) {
      assert.equal((await post(klarna, 'reset', {}, headers)).status, 403);
      assert.equal((await ask(klarna, '/simulator/state', 'GET', undefined, headers)).status, 403);
    }
    assert.equal((await post(klarna, 'reset', {}, { 'sec-fetch-site': 'same-origin', origin: ORIGIN })).status, 200);
  });

  it('The control API refuses a page whose own name points to this machine', async () => {
    const statusOf = async (url: string, options = {}) =>
      (await create(options)(new Request(`${url}/simulator/state`, { headers: { 'sec-fetch-site': 'same-origin' } })))
        .status;
    for (const home of [
      'http://localhost:3001',
      'http://127.0.0.1:3001',
      'http://[::1]:3001',
      'http://klarna:3001',
      'http://host.docker.internal:3001',
    ]) {
      assert.equal(await statusOf(home), 200, home);
    }
    assert.equal(await statusOf('http://rebound.example:3001'), 403);
    assert.equal(await statusOf('http://docker.internal.example:3001'), 403);
    assert.equal(await statusOf('http://sim.shop.example', { public_url: 'http://sim.shop.example' }), 200);
  });
});

describe('A program that asks under a name of the web', () => {
  it('A program that uses a public name is told how to allow the name', async () => {
    const asked = create()(new Request('http://sim.shop.example:3001/simulator/state'));
    assert.deepEqual(await words(await asked), [
      403,
      'sim.shop.example:3001 is not an own name of the simulator. If it is to be reached there, public_url (--public-url) allows it.',
    ]);
  });
});

describe('The events', () => {
  it('The event stream reports a change over a real connection, and ends with it', async () => {
    const simulator = createKlarnaSimulator();
    const { url, close } = await simulator.listen();
    const stop = new AbortController();
    try {
      const response = await fetch(`${url}/simulator/events`, { signal: stop.signal });
      assert.equal(response.headers.get('content-type'), 'text/event-stream');
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      assert.match(String((await reader?.read())?.value), /^event: change\ndata: \{"version":\d+\}\n\n$/);
      await open(simulator);
      simulator.script([{ outcome: 'approve' }]);
      // Two changes within the throttle cause one event.
      const next = String((await reader?.read())?.value);
      const { version } = await state(simulator);
      assert.equal(next, `event: change\ndata: {"version":${version}}\n\n`);
    } finally {
      stop.abort();
      await close();
    }
  });
});
