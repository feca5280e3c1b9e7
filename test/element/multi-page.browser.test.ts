import { expect } from 'chai';
import type { CheckoutSession } from '../../src/checkout/endpoint/session.ts';
import type { KlarnaCheckoutButton } from '../../src/element/klarna-checkout-button.ts';
import { sessionAnswer } from '../support/fake-endpoint.ts';
import { button, event, find, Stage, statusIs, text } from '../support/stage.ts';

const MANUAL = '<klarna-checkout-button endpoint="/klarna" finalization="manual"></klarna-checkout-button>';

describe('a checkout of several pages', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
  });

  afterEach(() => stage.clear());

  const answer = (revision = 'cart-1', more: object = {}) => ({
    ...sessionAnswer('pay_now', 'pay_later'),
    revision,
    order_amount: 9500,
    purchase_currency: 'EUR',
    ...more,
  });

  /** The first page. The shopper leaves it after Klarna has authorized. */
  async function approve(result: object) {
    stage.klarna.onLoad = (call) => call.answer({ show_form: true });
    const element = stage.mount(MANUAL);
    (await stage.endpoint.next()).answer(answer());
    await statusIs(element, 'ready');
    element.paymentMethodCategory = 'pay_later';
    await element.updateComplete;
    button(element).click();
    const call = stage.klarna.authorizations.at(-1);
    expect(call?.options).to.deep.equal({ payment_method_category: 'pay_later', auto_finalize: false });
    call?.answer({ approved: true, show_form: true, ...result });
    await statusIs(element, 'authorized');
    return element;
  }

  /** The next page: another element in the same tab. */
  async function nextPage(session: object = answer()) {
    stage.room.replaceChildren();
    await Promise.resolve();
    const loads = stage.klarna.loads.length;
    const element = stage.mount(MANUAL);
    (await stage.endpoint.next()).answer(session);
    return { element, loads };
  }

  const TO_FINALIZE = { finalize_required: true };
  const TOKEN = { authorization_token: 'token-1' };

  it('labels the first press as one that opens Klarna, and the last as one that orders', async () => {
    stage.klarna.onLoad = (call) => call.answer({ show_form: true });
    const element = stage.mount(MANUAL);
    (await stage.endpoint.next()).answer(answer());
    await statusIs(element, 'ready');
    expect(text(element, 'button')).to.equal('Continue with Klarna');
    await stage.clear();
    stage = new Stage();
    const approved = await approve(TO_FINALIZE);
    expect(text(approved, 'button')).to.equal('Order with obligation to pay');
    expect(text(approved, '[role=status]')).to.contain('last step');
  });

  it('places no order before the last step', async () => {
    const element = await approve(TOKEN);
    expect(element.status).to.equal('authorized');
    expect(stage.endpoint.calls.map(({ path }) => path)).to.deep.equal(['/klarna/session']);
    element.finalize();
    const order = await stage.endpoint.next();
    expect(order.body.authorization_token).to.equal('token-1');
    order.answer({ order_id: 'order-1' });
    await statusIs(element, 'complete');
  });

  it('finalizes on the last page if Klarna asks for that, loads no widget, and places the order', async () => {
    await approve(TO_FINALIZE);
    const { element, loads } = await nextPage();
    await statusIs(element, 'authorized');
    expect(stage.klarna.loads.length).to.equal(loads);
    expect(text(element, '[part=name]')).to.contain('Pay: pay_later');
    const authorized = event(element, 'klarna-authorize');
    button(element).click();
    expect(element.status).to.equal('authorizing');
    const call = stage.klarna.finalizations.at(-1);
    expect(call?.options.payment_method_category).to.equal('pay_later');
    call?.answer({ approved: true, show_form: true, authorization_token: 'late' });
    expect((await authorized).authorization_token).to.equal('late');
    const order = await stage.endpoint.next();
    expect(order.body.authorization_token).to.equal('late');
    order.answer({ order_id: 'order-1' });
    await statusIs(element, 'complete');
  });

  it('orders on the last page with the authorization that the endpoint names', async () => {
    await approve(TOKEN);
    const { element } = await nextPage(answer('cart-1', TOKEN));
    await statusIs(element, 'authorized');
    button(element).click();
    const order = await stage.endpoint.next();
    expect(order.body.authorization_token).to.equal('token-1');
  });

  it('has Klarna authorize a changed cart again before it orders', async () => {
    await approve(TO_FINALIZE);
    const { element } = await nextPage(answer('cart-2', { order_amount: 12000 }));
    await statusIs(element, 'authorized');
    expect(text(element, 'button')).to.equal('Continue with Klarna');
    button(element).click();
    (await stage.endpoint.next()).answer(answer('cart-2', { order_amount: 12000 }));
    const call = await stage.klarna.nextReauthorization();
    call.answer({ approved: true, authorization_token: 'second' });
    await statusIs(element, 'authorized');
    expect(text(element, 'button')).to.equal('Order with obligation to pay');
    button(element).click();
    expect((await stage.endpoint.next()).body.authorization_token).to.equal('second');
  });

  it('starts again if the session has ended in the meantime', async () => {
    await approve(TO_FINALIZE);
    const { element } = await nextPage(answer('cart-2'));
    await statusIs(element, 'authorized');
    element.reauthorize();
    (await stage.endpoint.next()).answer(answer('cart-2', { client_token: 'an.other.one', session_id: 'session-2' }));
    (await stage.endpoint.next()).answer(answer('cart-2', { client_token: 'an.other.one', session_id: 'session-2' }));
    await statusIs(element, 'ready');
    expect(text(element, '[role=alert]')).to.contain('no longer valid');
  });

  it('stays authorized when the shopper closes the last step', async () => {
    await approve(TO_FINALIZE);
    const { element } = await nextPage();
    await statusIs(element, 'authorized');
    const cancelled = event(element, 'klarna-cancel');
    button(element).click();
    stage.klarna.finalizations.at(-1)?.answer({ approved: false, show_form: true });
    await cancelled;
    expect(element.status).to.equal('authorized');
    await element.updateComplete;
    expect(find(element, 'button').getAttribute('aria-disabled')).to.equal('false');
    button(element).click();
    expect(stage.klarna.finalizations.length).to.equal(2);
  });

  it('shows Klarna’s review of the choice if Klarna draws one', async () => {
    await approve(TO_FINALIZE);
    const { element } = await nextPage(answer('cart-1', { purchase_country: 'US' }));
    await statusIs(element, 'authorized');
    const [review] = stage.klarna.reviews;
    expect(review?.parentElement).to.equal(element);
    expect(find(element, 'slot[name=review]')).to.be.instanceOf(HTMLSlotElement);
  });

  it('notices a cart that changes while the last page is open', async () => {
    await approve(TO_FINALIZE);
    const { element } = await nextPage();
    await statusIs(element, 'authorized');
    void element.refresh();
    (await stage.endpoint.next()).answer(answer('cart-2'));
    await statusIs(element, 'authorized');
    expect(text(element, 'button')).to.equal('Continue with Klarna');
  });

  for (const [before, after, told] of [
    ['auto', 'manual', { locale: 'en', finalize: 'manual' }],
    ['manual', 'auto', { locale: 'en' }],
  ] as const) {
    it(`informs the endpoint when it changes from ${before} to ${after}, and takes no press in the meantime`, async () => {
      const tag = `<klarna-checkout-button endpoint="/klarna" finalization="${before}"></klarna-checkout-button>`;
      const element = await stage.ready(tag, 'klarna');
      element.setAttribute('finalization', after);
      await element.updateComplete;
      const call = await stage.endpoint.next();
      expect([call.path, call.body]).to.deep.equal(['/klarna/session', told]);
      button(element).click();
      expect(stage.klarna.authorizations.length).to.equal(0);
      call.answer(sessionAnswer('klarna'));
      await statusIs(element, 'ready');
    });
  }

  it('informs the endpoint before a press in the same task as the change', async () => {
    const element = await stage.ready(undefined, 'klarna');
    element.finalization = 'manual';
    element.authorize();
    expect(stage.klarna.authorizations.length).to.equal(0);
    expect((await stage.endpoint.next()).body).to.deep.include({ finalize: 'manual' });
  });

  it('places no order by a press that only opened Klarna, whatever changes at Klarna', async () => {
    const element = await stage.ready(MANUAL, 'klarna');
    const told: Event[] = [];
    element.addEventListener('klarna-authorize', (fired) => told.push(fired));
    button(element).click();
    element.finalization = 'auto';
    await element.updateComplete;
    stage.klarna.authorizations[0]?.answer({ approved: true, show_form: true, ...TOKEN });
    await statusIs(element, 'authorized');
    expect(told).to.deep.equal([]);
    expect(element.status).to.equal('authorized');
  });

  it('is ordered once if a listener of klarna-authorize also takes the last step', async () => {
    const element = await approve(TOKEN);
    let told = 0;
    element.addEventListener('klarna-authorize', () => {
      told += 1;
      element.finalize();
    });
    button(element).click();
    expect(told).to.equal(1);
    expect((await stage.endpoint.next()).path).to.equal('/klarna/order');
    expect(element.status).to.equal('ordering');
  });

  it('fires klarna-authorize once for a page that orders itself, however often the last step is pressed', async () => {
    const element = await approve(TOKEN);
    let told = 0;
    element.addEventListener('klarna-authorize', (fired) => {
      told += 1;
      fired.preventDefault();
    });
    button(element).click();
    button(element).click();
    element.finalize();
    await element.updateComplete;
    expect(told).to.equal(1);
    expect(button(element).getAttribute('aria-disabled')).to.equal('true');
    expect(text(element, '[role=status]')).to.equal('Klarna has approved your purchase.');
    element.retry();
    expect((await stage.endpoint.next()).path, 'the page hands the order back').to.equal('/klarna/order');
  });

  describe('with a session of the page and no endpoint', () => {
    const given = (order_amount = 9500) => ({ ...sessionAnswer('klarna'), order_amount }) as CheckoutSession;

    function mountWith(session: CheckoutSession): KlarnaCheckoutButton {
      stage.klarna.onLoad = (call) => call.answer({ show_form: true });
      const element = document.createElement('klarna-checkout-button');
      element.finalization = 'manual';
      element.session = session;
      stage.room.append(element);
      return element;
    }

    async function approveGiven(result: object = TOKEN) {
      const element = mountWith(given());
      await statusIs(element, 'ready');
      button(element).click();
      stage.klarna.authorizations.at(-1)?.answer({ approved: true, show_form: true, ...result });
      await statusIs(element, 'authorized');
      return element;
    }

    it('keeps the authorization when the element is moved', async () => {
      const element = await approveGiven();
      stage.room.appendChild(document.createElement('div')).append(element);
      await statusIs(element, 'preparing');
      await statusIs(element, 'authorized');
      const authorized = event(element, 'klarna-authorize');
      element.addEventListener('klarna-authorize', (fired) => fired.preventDefault());
      button(element).click();
      expect((await authorized).authorization_token).to.equal('token-1');
    });

    it('authorizes again if the page has used the authorization and asks again', async () => {
      const element = await approveGiven();
      element.addEventListener('klarna-authorize', (fired) => fired.preventDefault());
      button(element).click();
      // The page's own order may have failed, and the authorization was cancelled.
      void element.refresh();
      await statusIs(element, 'ready');
      button(element).click();
      expect(stage.klarna.authorizations.length).to.equal(2);
    });

    it('keeps the authorization for the next page, and whether Klarna wants it finalized', async () => {
      (await approveGiven(TO_FINALIZE)).remove();
      const element = mountWith(given());
      await statusIs(element, 'authorized');
      button(element).click();
      expect(stage.klarna.finalizations.length).to.equal(1);
    });

    it('places no order with it if the total has changed', async () => {
      (await approveGiven()).remove();
      const element = mountWith(given(12_000));
      await statusIs(element, 'authorized');
      expect(text(element, 'button')).to.equal('Continue with Klarna');
    });
  });
});
