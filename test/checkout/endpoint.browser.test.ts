import { expect } from 'chai';
import { createEndpoint } from '../../src/checkout/endpoint.ts';
import type { KlarnaCheckoutError } from '../../src/checkout/errors.ts';
import { FakeEndpoint, sessionAnswer } from '../support/fake-endpoint.ts';

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

  it('sends the wanted locale, and only that', async () => {
    const opening = open();
    const call = await fake.next();
    expect([call.path, call.body]).to.deep.equal(['/klarna/session', { locale: 'de-AT' }]);
    call.answer(sessionAnswer('klarna'));
    expect((await opening).session_id).to.equal('session-1');
  });

  it('asks again after a broken connection: one authorization is one order at Klarna', async () => {
    const ordering = order();
    (await fake.next()).fail();
    const again = await fake.next();
    expect(again.body).to.deep.equal({ authorization_token: 'token', session_id: 'session' });
    again.answer({ order_id: 'order-1' });
    expect((await ordering).order_id).to.equal('order-1');
  });

  it('asks again when the endpoint says later, and not when it says no', async () => {
    const opening = open();
    (await fake.next()).answer({ code: 'session', message: 'busy' }, 503);
    (await fake.next()).answer({ code: 'session', message: 'Klarna is down', correlation_id: 'c-1' }, 502);
    expect(await failure(opening)).to.include({ code: 'session', correlation_id: 'c-1' });
    expect(fake.calls.length).to.equal(2);
  });

  it('calls a missing route a matter of configuration', async () => {
    const opening = open();
    (await fake.next()).answer('<h1>Not found</h1>', 404);
    const error = await failure(opening);
    expect(error.code).to.equal('configuration');
    expect(error.message).to.equal('POST /klarna/session answered 404');
  });

  it('survives a proxy’s page', async () => {
    const ordering = order();
    (await fake.next()).answer('<h1>Bad gateway</h1>', 502);
    expect(await failure(ordering)).to.include({ code: 'order' });
  });

  it('believes no order without an id', async () => {
    const ordering = order();
    (await fake.next()).answer({ ok: true });
    expect(await failure(ordering)).to.include({ code: 'order', reason: 'bad-response' });
  });

  it('keeps the approval’s token out of its errors', async () => {
    const ordering = endpoint.placeOrder({ authorization_token: 'secret-token' });
    (await fake.next()).answer({ code: 'order', message: 'no' }, 500);
    const error = await failure(ordering);
    expect(`${error.message} ${error.stack}`).not.to.contain('secret-token');
  });
});
