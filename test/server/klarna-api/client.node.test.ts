import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { createKlarnaApi, createKlarnaHandler, KlarnaApiError } from '../../../src/server/index.ts';
import { empty, json, klarnaError, raw, reset, silence, slowBody, startFakeKlarna } from '../support/fake-klarna.ts';
import { cartOf, PASSWORD, SECRET } from '../support/shop.ts';

const GATEWAY_401 = '<html><head><title>401 Authorization Required</title></head></html>';

type Faulty = Parameters<Awaited<ReturnType<typeof startFakeKlarna>>['breakNext']>[1];

async function failWith(reply: Faulty, timeout = 10_000) {
  await using klarna = await startFakeKlarna();
  klarna.breakNext('POST /sessions', reply);
  const api = createKlarnaApi({ username: 'PK1', password: PASSWORD, environment: new URL(klarna.url), timeout });
  const error = await api.createSession(cartOf()).then(
    () => assert.fail('it should have failed'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof KlarnaApiError, inspect(error));
  const shown = `${inspect(error, { depth: 9, showHidden: true })}${error.stack}${JSON.stringify(error)}`;
  for (const hidden of [PASSWORD, btoa(`PK1:${PASSWORD}`)]) assert.ok(!shown.includes(hidden), shown);
  return { error, calls: klarna.seen.length };
}

describe('the Klarna client', () => {
  it('the client passes on Klarna’s error messages', async () => {
    const { error } = await failWith(klarnaError(400, 'BAD_VALUE', 'Bad value: order_amount'));
    assert.equal(error.status, 400);
    assert.equal(error.error_code, 'BAD_VALUE');
    assert.deepEqual(error.error_messages, ['Bad value: order_amount']);
    assert.equal(error.correlation_id, 'cid-1');
    assert.equal(error.retryable, false);
    assert.match(error.message, /createSession: Klarna refused with 400 BAD_VALUE .*order_amount.* cid-1/);
  });

  const broken: [string, Faulty, Partial<KlarnaApiError>][] = [
    ['a 401 of HTML', raw(401, 'text/html', GATEWAY_401), { failure: 'refused', status: 401, error_code: undefined }],
    ['an empty 429', empty(429, { 'x-ratelimit-reset': '3' }), { failure: 'refused', status: 429, retry_after: 3 }],
    ['a 502 of a proxy', raw(502, 'text/html', '<h1>Bad Gateway</h1>'), { failure: 'refused', status: 502 }],
    ['a redirect', empty(302, { location: 'https://elsewhere.example/' }), { failure: 'refused', status: 302 }],
    [
      'JSON that is cut off',
      raw(200, 'application/json', '{"session_id":"s'),
      { failure: 'bad-response', status: 200 },
    ],
    ['a success of HTML', raw(200, 'text/html', '<h1>Hello</h1>'), { failure: 'bad-response' }],
    ['an empty success', empty(200), { failure: 'bad-response' }],
    ['a success without client_token', json(200, { session_id: 's' }), { failure: 'bad-response' }],
    ['a connection that is reset', reset, { failure: 'unreachable', status: 0 }],
  ];
  for (const [what, reply, expected] of broken) {
    it(`the client turns ${what} into a KlarnaApiError without secrets`, async () => {
      const { error, calls } = await failWith(reply);
      assert.deepEqual({ ...error, ...expected }, { ...error });
      assert.equal(calls, 1, 'a session is never opened twice');
    });
  }

  it('the client stops waiting for an answer that never comes, and for a body that never ends', async () => {
    for (const reply of [silence, slowBody]) {
      const { error } = await failWith(reply, 50);
      assert.equal(error.failure, 'timeout');
      assert.equal(error.retryable, true);
    }
  });

  it('client and handler show no credentials when they are inspected', () => {
    const account = { username: 'PK1', password: PASSWORD, environment: 'playground' } as const;
    const handler = createKlarnaHandler({
      ...account,
      secret: SECRET,
      getOrder: () => cartOf(),
      onOrder: () => undefined,
    });
    const shown = inspect([createKlarnaApi(account), handler], { depth: 9, showHidden: true });
    for (const hidden of [PASSWORD, btoa(`PK1:${PASSWORD}`), SECRET]) assert.ok(!shown.includes(hidden), shown);
  });

  it('the client names the reason why Klarna was unreachable', async () => {
    const klarna = await startFakeKlarna();
    await klarna[Symbol.asyncDispose]();
    const api = createKlarnaApi({ username: 'PK1', password: PASSWORD, environment: new URL(klarna.url) });
    await assert.rejects(api.readSession('s'), /readSession: unreachable ECONNREFUSED/);
  });

  it('the client does not repeat the error message of an injected fetch', async () => {
    const api = createKlarnaApi({
      username: 'PK1',
      password: PASSWORD,
      environment: 'playground',
      fetch: (request) => Promise.reject(Object.assign(new Error(`no route for ${inspect(request)}`), { request })),
    });
    await assert.rejects(api.createSession(cartOf()), (error: KlarnaApiError) => {
      assert.equal(error.message, 'createSession: unreachable Error');
      return !inspect(error, { depth: 9 }).includes(btoa(`PK1:${PASSWORD}`));
    });
  });

  it('the client tries a read, an order and a cancellation at most three times after a fault of Klarna', async () => {
    await using klarna = await startFakeKlarna();
    const api = createKlarnaApi({ username: 'PK1', password: PASSWORD, environment: new URL(klarna.url) });
    klarna.breakNext('GET /s', empty(503));
    klarna.breakNext('POST /order', empty(500));
    klarna.breakNext('DELETE /t', reset);
    await assert.rejects(api.readSession('s'));
    await assert.rejects(api.createOrder('t', cartOf()));
    await assert.rejects(api.cancelAuthorization('t'));
    assert.equal(klarna.seen.length, 9);
    const orders = klarna.calls('POST', '/order').map(({ body }) => body);
    assert.deepEqual(orders, [cartOf(), cartOf(), cartOf()], 'the whole body at every try');
  });

  it('the client cancels the body of a failed try and releases its connection', async () => {
    const canceled: number[] = [];
    let tries = 0;
    const fetch = () => {
      tries += 1;
      const number = tries;
      const body = new ReadableStream({ cancel: () => void canceled.push(number) });
      return Promise.resolve(tries < 3 ? new Response(body, { status: 503 }) : new Response(null, { status: 204 }));
    };
    const api = createKlarnaApi({ username: 'PK1', password: PASSWORD, environment: 'playground', fetch });
    await api.updateSession('s', {});
    assert.deepEqual([tries, canceled], [3, [1, 2]]);
  });

  it('the client uses the address of each region and environment, and encodes ids in paths', async () => {
    const asked: string[] = [];
    const fetch = (input: RequestInfo | URL) => {
      asked.push((input as Request).url);
      return Promise.resolve(new Response(null, { status: 204 }));
    };
    for (const environment of ['production', 'playground', 'http://localhost:1/klarna/'] as const) {
      for (const region of ['eu', 'na', 'oc'] as const) {
        const api = createKlarnaApi({ username: 'PK1', password: PASSWORD, environment, region, fetch });
        await api.updateSession('../a/b?c', {});
        for (const id of ['', '.', '..', '\ud800']) await assert.rejects(api.updateSession(id, {}), TypeError);
        await assert.rejects(api.readOrder('..'), TypeError);
        await assert.rejects(api.readCustomerToken('..'), TypeError);
        await assert.rejects(api.cancelAuthorization('..'), TypeError);
      }
    }
    const path = '/payments/v1/sessions/..%2Fa%2Fb%3Fc';
    const local = `http://localhost:1/klarna${path}`;
    assert.deepEqual(asked, [
      `https://api.klarna.com${path}`,
      `https://api-na.klarna.com${path}`,
      `https://api-oc.klarna.com${path}`,
      `https://api.playground.klarna.com${path}`,
      `https://api-na.playground.klarna.com${path}`,
      `https://api-oc.playground.klarna.com${path}`,
      local,
      local,
      local,
    ]);
  });

  it('the client keeps its deadline with a fetch that ignores the signal', async () => {
    const environment = 'http://localhost:1';
    const fetch = () => new Promise<Response>(() => undefined);
    const api = createKlarnaApi({ username: 'PK1', password: PASSWORD, environment, timeout: 20, fetch });
    await assert.rejects(api.createSession(cartOf()), { name: 'KlarnaApiError', failure: 'timeout' });
  });

  it('the client keeps its deadline if a refusal never ends and the fetch ignores the signal', async () => {
    const environment = 'http://localhost:1';
    const fetch = () => Promise.resolve(new Response(new ReadableStream(), { status: 500 }));
    const api = createKlarnaApi({ username: 'PK1', password: PASSWORD, environment, timeout: 20, fetch });
    await assert.rejects(api.createSession(cartOf()), { name: 'KlarnaApiError', failure: 'timeout' });
  });

  it('the client gives an injected fetch a complete Request, so that it needs no second argument', async () => {
    const sent: unknown[] = [];
    const fetch = async (input: RequestInfo | URL) => {
      const request = input as Request;
      sent.push(request.method, request.headers.get('content-type'), await request.json());
      return new Response(null, { status: 204 });
    };
    const api = createKlarnaApi({ username: 'PK1', password: PASSWORD, environment: 'playground', fetch });
    await api.updateSession('s', { merchant_reference1: 'å' });
    assert.deepEqual(sent, ['POST', 'application/json', { merchant_reference1: 'å' }]);
  });
});
