import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startFakeKlarna } from './support/fake-klarna.ts';
import { createShop, SHOP } from './support/shop.ts';

async function answerTo(path: string, init: RequestInit, options = {}) {
  await using klarna = await startFakeKlarna();
  const response = await createShop(klarna, options).handler(new Request(path, init));
  const body = await response.json();
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
  return {
    status: response.status,
    allow: response.headers.get('allow'),
    reason: body.reason,
    code: body.code,
    calls: klarna.seen.length,
  };
}

const post = (body: BodyInit | null, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body,
});

describe('the checks of a request', () => {
  it('the handler finds its routes by their end, under any mount', async () => {
    for (const mount of ['', '/klarna', '/a/b/c']) {
      assert.equal((await answerTo(`https://shop.example${mount}/session`, post('{}'))).status, 200, mount);
    }
  });

  it('the handler finds its routes only under basePath, if it is given', async () => {
    const options = { basePath: '/klarna/' };
    assert.equal((await answerTo(`${SHOP}/session`, post('{}'), options)).status, 200);
    assert.equal((await answerTo('https://shop.example/other/session', post('{}'), options)).status, 404);
  });

  it('the handler answers 404 to an unknown route', async () => {
    for (const path of ['', '/', '/sessions', '/session/1', '/callback/x/session']) {
      const { status, reason } = await answerTo(`${SHOP}${path}`, post('{}'));
      assert.deepEqual([status, reason], path === '/callback/x/session' ? [200, undefined] : [404, 'not-found'], path);
    }
  });

  it('the handler answers 405 with Allow to another method', async () => {
    const { status, allow } = await answerTo(`${SHOP}/session`, { method: 'PUT' });
    assert.deepEqual([status, allow], [405, 'POST']);
    assert.equal((await answerTo(`${SHOP}/order`, {})).status, 405);
  });

  it('the handler answers 415 to a body that is not sent as JSON', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonish']) {
      const { status, calls } = await answerTo(`${SHOP}/session`, post('{}', { 'content-type': type }));
      assert.deepEqual([status, calls], [415, 0], type);
    }
  });

  it('the handler answers 400 to a body that is not a JSON object, and treats an empty body as an empty object', async () => {
    for (const body of ['{', '[]', 'null', '"x"', '{"locale":7}', `{"locale":"${'a'.repeat(101)}"}`]) {
      assert.equal((await answerTo(`${SHOP}/session`, post(body))).status, 400, body);
    }
    assert.equal((await answerTo(`${SHOP}/session`, post(null))).status, 200);
  });

  it('the handler answers 400 to an order without token or session', async () => {
    for (const body of ['{}', '{"session_id":"s"}', '{"authorization_token":"t","session_id":""}']) {
      assert.equal((await answerTo(`${SHOP}/order`, post(body))).status, 400, body);
    }
  });

  it('the handler answers 400 to ids that would reach another call of Klarna', async () => {
    for (const id of ['.', '..', '../sessions', 'a/b', 'a?b', 'a b', '\ud800', 'a'.repeat(256)]) {
      const order = await answerTo(`${SHOP}/order`, post(`{"authorization_token":"t","session_id":"${id}"}`));
      assert.deepEqual([order.status, order.calls], [400, 0], id);
      const session = await answerTo(`${SHOP}/session`, post(`{"without":"${id}"}`));
      assert.deepEqual([session.status, session.calls], [400, 0], id);
    }
    const long = JSON.stringify({ authorization_token: 't'.repeat(256), session_id: 's' });
    assert.equal((await answerTo(`${SHOP}/order`, post(long))).status, 400);
  });

  it('the handler answers 413 to more than 64 KB, with or without a stated length, and stops reading', async () => {
    const said = post('{}', { 'content-length': '65537' });
    assert.equal((await answerTo(`${SHOP}/session`, said)).status, 413);
    let pulled = 0;
    const endless = new ReadableStream({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(16 * 1024));
      },
    });
    const unsaid = { ...post(endless), duplex: 'half' } as RequestInit;
    assert.equal((await answerTo(`${SHOP}/session`, unsaid)).status, 413);
    assert.ok(pulled < 10, `${pulled} chunks were asked for`);
  });
});

describe('the shop’s own pages', () => {
  const from = (headers: Record<string, string>, options = {}) =>
    answerTo(`${SHOP}/session`, post('{}', headers), options);

  it('the shop’s own pages pass with the headers of their browsers', async () => {
    for (const headers of [
      {},
      { origin: 'https://shop.example' },
      { 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'same-site', origin: 'https://shop.example' },
    ]) {
      assert.equal((await from(headers)).status, 200, JSON.stringify(headers));
    }
  });

  it('the shop’s own pages pass behind a proxy that ends TLS, and with publicUrl behind one that changes the host', async () => {
    assert.equal((await from({ origin: 'http://shop.example' })).status, 200);
    const options = { publicUrl: 'https://public.example/klarna' };
    assert.equal((await from({ origin: 'https://public.example' }, options)).status, 200);
  });

  it('pages of other sites get 403 and reach no function of the shop', async () => {
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'https://shop.example.evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'cross-site', origin: 'https://shop.example' },
      { 'sec-fetch-site': 'same-site', origin: 'https://blog.shop.example' },
    ]) {
      const { status, reason, calls } = await from(headers);
      assert.deepEqual([status, reason, calls], [403, 'cross-site', 0], JSON.stringify(headers));
    }
  });
});
