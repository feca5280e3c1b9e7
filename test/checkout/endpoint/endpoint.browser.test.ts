import { expect } from 'chai';
import { createEndpoint } from '../../../src/checkout/endpoint/endpoint.ts';
import type { KlarnaCheckoutError } from '../../../src/checkout/errors.ts';
import { FakeEndpoint, sessionAnswer } from '../../support/fake-endpoint.ts';

describe('the merchant’s endpoint', () => {
  let fake: FakeEndpoint;
  const endpoint = createEndpoint('/klarna/');

  beforeEach(() => {
    fake = new FakeEndpoint();
  });
  afterEach(() => fake.restore());

  const open = (signal = new AbortController().signal) => endpoint.openSession({ locale: 'de-AT', signal });
  const order = () => endpoint.placeOrder({ authorization_token: 'token', session_id: 'session' });
  const failure = (promise: Promise<unknown>): Promise<KlarnaCheckoutError> =>
    promise.then(
      () => {
        throw new Error('it succeeded');
      },
      (error: KlarnaCheckoutError) => error,
    );

  it('receives the wanted locale, and only that', async () => {
    const opening = open();
    const call = await fake.next();
    expect([call.path, call.body]).to.deep.equal(['/klarna/session', { locale: 'de-AT' }]);
    call.answer(sessionAnswer('klarna'));
    expect((await opening).session_id).to.equal('session-1');
  });

  it('gets the order again after a broken connection: one authorization is one order at Klarna', async () => {
    const ordering = order();
    (await fake.next()).fail();
    const again = await fake.next();
    expect(again.body).to.deep.equal({ authorization_token: 'token', session_id: 'session' });
    again.answer({ order_id: 'order-1' });
    expect((await ordering).order_id).to.equal('order-1');
  });

  it('gets a request again after 503, and not after a refusal', async () => {
    const opening = open();
    (await fake.next()).answer({ code: 'session', message: 'busy' }, 503);
    (await fake.next()).answer({ code: 'session', message: 'Klarna is down', correlation_id: 'c-1' }, 502);
    expect(await failure(opening)).to.include({ code: 'session', correlation_id: 'c-1' });
    expect(fake.calls.length).to.equal(2);
  });

  it('has its query after the route, and no fragment', async () => {
    for (const address of ['/klarna?cart=1', '/klarna/?cart=1#pay', ' /klarna?cart=1 ']) {
      const opening = createEndpoint(address).openSession({ signal: new AbortController().signal });
      const call = await fake.next();
      expect(call.path + call.query, address).to.equal('/klarna/session?cart=1');
      call.answer('no', 500);
      const { message } = await failure(opening);
      expect(message).to.equal('POST /klarna/session answered 500');
    }
    const ordering = createEndpoint('/klarna?').placeOrder({ authorization_token: 'token' });
    const call = await fake.next();
    expect(call.path + call.query).to.equal('/klarna/order');
    call.answer({ order_id: 'order-1' });
    await ordering;
  });

  it('receives the page’s headers, the shopper’s cookies, and always JSON', async () => {
    const given = [
      { 'X-CSRF-Token': 'abc', 'Content-Type': 'text/plain', 'X-Later': undefined },
      new Headers({ 'X-CSRF-Token': 'abc' }),
      [['X-CSRF-Token', 'abc']],
    ];
    for (const headers of given) {
      const ordering = createEndpoint('/klarna', { headers }).placeOrder({ authorization_token: 'token' });
      const call = await fake.next();
      expect(call.headers.get('x-csrf-token')).to.equal('abc');
      expect(call.headers.get('content-type')).to.equal('application/json');
      expect(call.headers.has('x-later')).to.equal(false);
      expect(call.credentials).to.equal('include');
      call.answer({ order_id: 'order-1' });
      await ordering;
    }
  });

  it('gets no headers if `headers` is not an object, and an error names a forbidden header without its value', () => {
    for (const headers of ['', undefined, null, 'X: y']) createEndpoint('/klarna', { headers });
    const wrong = { 'X-Token': 'secret\nvalue' };
    expect(() => createEndpoint('/klarna', { headers: wrong }))
      .to.throw(/"X-Token"/)
      .with.property('code', 'configuration');
    expect(() => createEndpoint('/klarna', { headers: wrong })).not.to.throw(/secret/);
  });

  it('has the time for a session that the page sets', async () => {
    const opening = createEndpoint('/klarna', { sessionTimeout: 50 }).openSession({
      signal: new AbortController().signal,
    });
    expect(await failure(opening)).to.include({ code: 'session', reason: 'timeout' });
    for (const sessionTimeout of [0, -1, Number.NaN]) {
      expect(() => createEndpoint('/klarna', { sessionTimeout })).to.throw('milliseconds');
    }
  });

  it('fails at once with a long `Retry-After`, in seconds or as a date', async () => {
    const date = new Date(Date.now() + 120_000).toUTCString();
    for (const [status, wish] of [
      [503, '120'],
      [503, date],
      [429, '120'],
    ] as const) {
      const before = fake.calls.length;
      const opening = open();
      (await fake.next()).answer({ code: 'session', message: 'busy' }, status, { 'Retry-After': wish });
      const error = await failure(opening);
      expect(error).to.include({ code: 'session' });
      expect(error.retry_after).to.be.within(115, 121);
      expect(error.message).to.contain('asks to wait');
      expect(fake.calls.length - before).to.equal(1);
    }
  });

  it('fails with `configuration` if a route is missing', async () => {
    const opening = open();
    (await fake.next()).answer('<h1>Not found</h1>', 404);
    const error = await failure(opening);
    expect(error.code).to.equal('configuration');
    expect(error.message).to.equal('POST /klarna/session answered 404');
  });

  it('fails with a clear error if a proxy answers with a page', async () => {
    const ordering = order();
    (await fake.next()).answer('<h1>Bad gateway</h1>', 502);
    expect(await failure(ordering)).to.include({ code: 'order' });
  });

  it('fails if its order has no id', async () => {
    const ordering = order();
    (await fake.next()).answer({ ok: true });
    expect(await failure(ordering)).to.include({ code: 'order', reason: 'bad-response' });
  });

  it('never has the authorization token in an error', async () => {
    const ordering = endpoint.placeOrder({ authorization_token: 'secret-token' });
    (await fake.next()).answer({ code: 'order', message: 'no' }, 500);
    const error = await failure(ordering);
    expect(`${error.message} ${error.stack}`).not.to.contain('secret-token');
  });
});

describe('an endpoint with a redirect', () => {
  const signal = new AbortController().signal;
  const failure = (address: string): Promise<KlarnaCheckoutError> =>
    createEndpoint(address)
      .openSession({ signal })
      .then(
        () => {
          throw new Error('it succeeded');
        },
        (error: KlarnaCheckoutError) => error,
      );

  it('fails with the address of the log-in, without its query', async () => {
    const error = await failure('/redirects/302/login');
    expect(error).to.include({ code: 'session', reason: 'redirected' });
    expect(error.message).to.contain(
      `POST /redirects/302/login/session, redirected to ${location.origin}/redirects/login,`,
    );
    expect(error.message).not.to.contain('secret');
  });

  it('fails if the redirect adds a slash, because the browser repeats the POST as a GET', async () => {
    for (const status of [301, 302, 303]) {
      const error = await failure(`/redirects/${status}/slash`);
      expect(error).to.include({ code: 'configuration', reason: 'redirected' });
      expect(error.message).to.contain(`/redirects/${status}/slash/session/, answered 405`);
    }
  });

  it('fails with `redirected` if the redirect leads to another origin, which the browser does not say', async () => {
    const error = await failure('/redirects/302/elsewhere');
    expect(error).to.include({ code: 'session', reason: 'redirected' });
    expect(error.message).to.contain('POST /redirects/302/elsewhere/session is redirected');
  });

  it('works if the redirect keeps the method', async () => {
    const session = await createEndpoint('/redirects/307/slash').openSession({ signal });
    expect(session.session_id).to.equal('after-307');
  });
});

describe('an endpoint on another origin that allows no page', () => {
  it('fails with the settings that the handler and the page need', async () => {
    const address = `${location.origin.replace('localhost', '127.0.0.1')}/redirects/nowhere`;
    const error = await createEndpoint(address)
      .openSession({ signal: new AbortController().signal })
      .catch((thrown: KlarnaCheckoutError) => thrown);
    expect(error).to.include({ code: 'session', reason: 'unreachable' });
    expect((error as KlarnaCheckoutError).message).to.contain(`origins: ['${location.origin}']`);
  });
});
