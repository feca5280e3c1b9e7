import { expect } from 'chai';
import { type CheckoutState, KlarnaCheckout } from '../../src/checkout/index.ts';
import type { PageLifecycle } from '../../src/checkout/page/page-lifecycle.ts';
import { CLIENT_TOKEN, FakeEndpoint, sessionAnswer } from '../support/fake-endpoint.ts';
import { FakeKlarna } from '../support/fake-klarna.ts';
import { event } from '../support/stage.ts';

/** Uses the checkout as docs/headless.md shows it. */
describe('the checkout without the element', () => {
  let endpoint: FakeEndpoint;
  let klarna: FakeKlarna;
  let checkout: KlarnaCheckout;
  let states: CheckoutState[];
  const room = document.createElement('div');

  beforeEach(() => {
    sessionStorage.clear();
    endpoint = new FakeEndpoint();
    klarna = new FakeKlarna();
    klarna.onLoad = (call) => call.answer({ show_form: true });
    window.Klarna = { Payments: klarna };
    document.body.append(room);
    states = [];
    const containers = new Map<string, HTMLElement>();
    checkout = new KlarnaCheckout({
      endpoint: '/klarna',
      container: (category) => {
        const present = containers.get(category) ?? room.appendChild(document.createElement('div'));
        containers.set(category, present);
        return present;
      },
      customerDetails: () => ({ billing_address: { email: 'customer@email.us' } }),
      update: (state) => states.push(state),
    });
  });

  afterEach(() => {
    checkout.leave();
    endpoint.restore();
    room.replaceChildren();
    room.remove();
    delete window.Klarna;
  });

  async function prepare(...identifiers: string[]): Promise<void> {
    const preparing = checkout.prepare();
    (await endpoint.next()).answer(sessionAnswer(...identifiers));
    await preparing;
  }

  it('loads the widgets, and is ready only when its host can read the details', async () => {
    const readable = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const slow = new KlarnaCheckout({
      endpoint: '/klarna',
      container: () => room,
      whenDetailsAreReadable: () => {
        asked.resolve();
        return readable.promise;
      },
    });
    const preparing = slow.prepare();
    (await endpoint.next()).answer(sessionAnswer('klarna'));
    await asked.promise;
    expect(klarna.loads.length).to.equal(1);
    expect(slow.status).to.equal('preparing');
    readable.resolve();
    await preparing;
    expect(slow.status).to.equal('ready');
    slow.leave();
  });

  it('gets from the session to the order, and fires its events on itself', async () => {
    const ready = event(checkout, 'klarna-ready');
    await prepare('pay_now', 'pay_later');
    expect((await ready).categories.length).to.equal(2);
    expect(checkout.status).to.equal('ready');
    checkout.authorize();
    expect(klarna.authorizations.length, 'nothing is chosen').to.equal(0);
    const chosen = event(checkout, 'klarna-select');
    checkout.select('pay_later', true);
    expect((await chosen).category).to.equal('pay_later');
    checkout.authorize();
    expect(klarna.authorizations[0]?.options).to.deep.equal({ payment_method_category: 'pay_later' });
    expect(klarna.authorizations[0]?.data).to.deep.equal({ billing_address: { email: 'customer@email.us' } });
    const complete = event(checkout, 'klarna-complete');
    klarna.authorizations[0]?.answer({ approved: true, show_form: true, authorization_token: 'token-1' });
    const order = await endpoint.next();
    expect(order.body).to.deep.equal({ authorization_token: 'token-1', session_id: 'session-1' });
    order.answer({ order_id: 'order-1' });
    expect((await complete).order.order_id).to.equal('order-1');
    expect(checkout.order?.order_id).to.equal('order-1');
    expect(states.map(({ status }) => status).filter((status, index, all) => status !== all[index - 1])).to.deep.equal([
      'preparing',
      'ready',
      'authorizing',
      'authorized',
      'ordering',
      'complete',
    ]);
  });

  it('needs only `container` from its host', async () => {
    const bare = new KlarnaCheckout({ endpoint: '/klarna', container: () => room });
    const preparing = bare.prepare();
    (await endpoint.next()).answer(sessionAnswer('klarna'));
    await preparing;
    bare.authorize();
    expect(klarna.authorizations[0]?.data).to.deep.equal({});
    const invalid = event(bare, 'klarna-invalid');
    klarna.authorizations[0]?.answer({
      approved: false,
      show_form: true,
      error: { invalid_fields: ['billing_address.email'] },
    });
    expect((await invalid).invalid_fields).to.deep.equal(['billing_address.email']);
    bare.leave();
  });

  it('fires `klarna-error` with the error, and keeps it', async () => {
    const failed = event(checkout, 'klarna-error');
    const preparing = checkout.prepare();
    (await endpoint.next()).answer({ code: 'configuration', reason: 'bad-order', message: 'No.' }, 500);
    await preparing;
    expect((await failed).error).to.equal(checkout.error);
    expect(checkout.explain().last_error?.advice).to.contain('getOrder');
  });

  it('loads its widgets again at `authorize()` if another session of the page uses Klarna’s script', async () => {
    await prepare('klarna');
    const other = new KlarnaCheckout({
      session: { ...sessionAnswer('klarna'), client_token: 'an.other.session', session_id: 'session-2' },
      container: () => room.appendChild(document.createElement('div')),
    });
    await other.prepare();
    expect(klarna.inits.at(-1)).to.equal('an.other.session');
    const isBack = new Promise<void>((resolve) => {
      klarna.onLoad = (call) => {
        call.answer({ show_form: true });
        setTimeout(resolve);
      };
    });
    checkout.authorize();
    await isBack;
    checkout.authorize();
    expect(klarna.authorizations.length).to.equal(1);
    expect(klarna.inits.at(-1)).to.equal(CLIENT_TOKEN);
    klarna.authorizations[0]?.answer({ approved: false, show_form: true });
    other.leave();
  });

  it('renews a session that is too old at the press, and shows the notice `renewed`', async () => {
    const page: PageLifecycle = {
      isPayingElsewhere: false,
      isSessionTooOld: true,
      watchCart: () => undefined,
      sessionOpened: () => undefined,
      paymentStarted: () => undefined,
      paymentEnded: () => undefined,
      preparationFailed: () => undefined,
      preparationSucceeded: () => undefined,
      stop: () => undefined,
    };
    const late = new KlarnaCheckout(
      { endpoint: '/klarna', container: () => room.appendChild(document.createElement('div')) },
      { watchPage: () => page },
    );
    const opening = late.prepare();
    (await endpoint.next()).answer(sessionAnswer('klarna'));
    await opening;
    late.authorize();
    const isReady = event(late, 'klarna-ready');
    (await endpoint.next()).answer(sessionAnswer('klarna'));
    await isReady;
    expect(klarna.authorizations).to.deep.equal([]);
    expect(late.state).to.deep.include({ status: 'ready', notice: { kind: 'renewed' } });
    late.leave();
  });
});
