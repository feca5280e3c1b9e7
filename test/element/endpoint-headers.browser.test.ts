import { expect } from 'chai';
import { KlarnaCheckoutButton } from '../../src/element/klarna-checkout-button.ts';
import { sessionAnswer } from '../support/fake-endpoint.ts';
import { Stage, statusIs } from '../support/stage.ts';

describe('the endpoint of <klarna-checkout-button>', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
  });

  afterEach(() => stage.clear());

  it('gets the present headers of the property with each request', async () => {
    const element = stage.mount('<klarna-checkout-button endpoint="/klarna?cart=1"></klarna-checkout-button>');
    element.headers = { 'X-CSRF-Token': 'one' };
    stage.klarna.onLoad = ({ answer }) => answer({ show_form: true });
    const opening = await stage.endpoint.next();
    expect([opening.path, opening.query]).to.deep.equal(['/klarna/session', '?cart=1']);
    expect(opening.headers.get('x-csrf-token')).to.equal('one');
    opening.answer(sessionAnswer('klarna'));
    await statusIs(element, 'ready');
    element.headers = { 'X-CSRF-Token': 'two' };
    element.click();
    stage.klarna.authorizations.at(-1)?.answer({ approved: true, show_form: true, authorization_token: 'token-1' });
    const ordering = await stage.endpoint.next();
    expect([ordering.path, ordering.query]).to.deep.equal(['/klarna/order', '?cart=1']);
    expect(ordering.headers.get('x-csrf-token')).to.equal('two');
    ordering.answer({ order_id: 'order-1' });
    await statusIs(element, 'complete');
  });

  it('is asked again when the missing token is set, and not for a new object with the old token', async () => {
    const element = stage.mount();
    element.headers = { 'X-CSRF-Token': undefined };
    (await stage.endpoint.next()).answer({ code: 'session', message: 'no token' }, 419);
    await statusIs(element, 'failed');
    element.headers = { 'X-CSRF-Token': undefined };
    await element.updateComplete;
    expect(element.status).to.equal('failed');
    element.headers = { 'X-CSRF-Token': 'late' };
    const call = await stage.endpoint.next();
    expect(call.headers.get('x-csrf-token')).to.equal('late');
    expect(stage.endpoint.calls.length).to.equal(2);
  });

  it('has as much time for a session as `sessionTimeout` says', async () => {
    const before = KlarnaCheckoutButton.sessionTimeout;
    KlarnaCheckoutButton.sessionTimeout = 50;
    try {
      const element = stage.mount();
      await statusIs(element, 'failed');
      expect(element.error).to.include({ code: 'session', reason: 'timeout' });
    } finally {
      KlarnaCheckoutButton.sessionTimeout = before;
    }
  });

  it('keeps its query out of explain()', async () => {
    const element = await stage.ready(
      '<klarna-checkout-button endpoint="/klarna?token=secret"></klarna-checkout-button>',
    );
    element.headers = { 'X-CSRF-Token': 'hidden' };
    expect(element.explain().endpoint).to.equal('/klarna');
    expect(JSON.stringify(element.explain())).not.to.match(/secret|hidden/);
  });
});
