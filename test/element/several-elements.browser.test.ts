import { expect } from 'chai';
import type { KlarnaCheckoutButton } from '../../src/element/klarna-checkout-button.ts';
import { sessionAnswer } from '../support/fake-endpoint.ts';
import { button, event, radios, Stage, statusIs, TAG, text } from '../support/stage.ts';

const TWO = `${TAG}${TAG}`;

describe('several elements on one page', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
    stage.klarna.onLoad = (call) => call.answer({ show_form: true });
  });

  afterEach(() => stage.clear());

  function mountAll(markup: string): KlarnaCheckoutButton[] {
    stage.mount(markup);
    return [...stage.room.querySelectorAll('klarna-checkout-button')];
  }

  /** Nested hosts, each with a shadow root, and the element in the innermost one. */
  function mountInside(depth: number): { element: KlarnaCheckoutButton; outermost: HTMLElement } {
    stage.room.innerHTML = '<div></div>';
    const outermost = stage.room.firstElementChild as HTMLElement;
    let host = outermost;
    for (let level = 1; level < depth; level += 1) {
      host = host.attachShadow({ mode: 'closed' }).appendChild(document.createElement('div'));
    }
    host.attachShadow({ mode: 'open' }).innerHTML = TAG;
    const element = host.shadowRoot?.querySelector('klarna-checkout-button');
    if (!element) throw new Error('no element');
    return { element, outermost };
  }

  for (const depth of [1, 2, 3]) {
    it(`keep their widgets in the document from ${depth} shadow roots deep, and show them in place`, async () => {
      const { element, outermost } = mountInside(depth);
      (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
      await statusIs(element, 'ready');
      const container = stage.klarna.loads[0]?.options.container as HTMLElement;
      container.append('the widget');
      expect(container.getRootNode()).to.equal(document);
      expect(container.parentElement).to.equal(outermost);
      const box = container.getBoundingClientRect();
      const frame = element.getBoundingClientRect();
      expect(box.height).to.be.greaterThan(0);
      expect(box.top).to.be.greaterThan(frame.top);
      expect(box.bottom).to.be.lessThan(frame.bottom);
    });
  }

  it('remove their widgets when they leave a shadow root', async () => {
    const { element, outermost } = mountInside(2);
    (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
    await statusIs(element, 'ready');
    element.remove();
    await Promise.resolve();
    await Promise.resolve();
    expect(outermost.children.length).to.equal(0);
    expect(element.children.length).to.equal(0);
  });

  it('remove their widgets when they leave a shadow root after the order', async () => {
    const { element, outermost } = mountInside(1);
    stage.klarna.onLoad = (call) => call.answer({ show_form: true });
    (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
    await statusIs(element, 'ready');
    button(element).click();
    stage.klarna.authorizations.at(-1)?.answer({ approved: true, show_form: true, authorization_token: 'token-1' });
    const call = await stage.endpoint.next();
    expect(outermost.children.length).to.equal(1);
    element.remove();
    await Promise.resolve();
    await Promise.resolve();
    expect(element.status).to.equal('ordering');
    expect(outermost.children.length).to.equal(0);
    call.answer({ order_id: 'order-1' });
  });

  it('work in a modal dialog', async () => {
    const dialog = stage.room.appendChild(document.createElement('dialog'));
    dialog.innerHTML = TAG;
    dialog.showModal();
    const element = dialog.querySelector('klarna-checkout-button') as KlarnaCheckoutButton;
    (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
    await statusIs(element, 'ready');
    element.focus();
    expect(document.activeElement).to.equal(element);
    button(element).click();
    expect(stage.klarna.authorizations.length).to.equal(1);
  });

  it('share one session of one endpoint, each with its own iframes', async () => {
    const [one, two] = mountAll(TWO) as [KlarnaCheckoutButton, KlarnaCheckoutButton];
    (await stage.endpoint.next()).answer(sessionAnswer('pay_now', 'pay_later'));
    await statusIs(one, 'ready');
    await statusIs(two, 'ready');
    expect(stage.endpoint.calls.length).to.equal(1);
    expect(stage.klarna.inits.length).to.equal(1);
    const names = stage.klarna.loads.map(({ options }) => options.instance_id ?? options.payment_method_category);
    expect(new Set(names).size).to.equal(4);
    radios(two)[1]?.click();
    button(two).click();
    expect(stage.klarna.authorizations[0]?.options).to.deep.equal({
      payment_method_category: 'pay_later',
      instance_id: 'pay_later-2',
    });
  });

  it('wait while one of them is paying', async () => {
    const [one, two] = mountAll(TWO) as [KlarnaCheckoutButton, KlarnaCheckoutButton];
    (await stage.endpoint.next()).answer({ ...sessionAnswer('klarna'), session_id: crypto.randomUUID() });
    await statusIs(one, 'ready');
    await statusIs(two, 'ready');
    button(one).click();
    await textIs(two, '[role=alert]', 'You are paying in another tab.');
    button(two).click();
    expect(stage.klarna.authorizations.length).to.equal(1);
    stage.klarna.authorizations[0]?.answer({ approved: false, show_form: true });
    (await stage.endpoint.next()).answer({ ...sessionAnswer('klarna'), session_id: crypto.randomUUID() });
    await statusIs(two, 'ready');
    button(two).click();
    expect(stage.klarna.authorizations.length).to.equal(2);
  });

  it('wait also with another session of the same cart', async () => {
    const [one, two] = mountAll(
      `${TAG}<klarna-checkout-button endpoint="/klarna" locale="sv-SE"></klarna-checkout-button>`,
    ) as [KlarnaCheckoutButton, KlarnaCheckoutButton];
    (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
    (await stage.endpoint.next()).answer({
      ...sessionAnswer('klarna'),
      client_token: 'in.swedish.token',
      session_id: 'session-2',
    });
    await statusIs(one, 'ready');
    await statusIs(two, 'ready');
    button(two).click();
    await textIs(one, '[role=alert]', 'You are paying in another tab.');
    button(one).click();
    expect(stage.klarna.authorizations.length).to.equal(1);
  });

  it('pay one cart each with two sessions', async () => {
    const [one, two] = mountAll(`${TAG}<klarna-checkout-button endpoint="/other"></klarna-checkout-button>`) as [
      KlarnaCheckoutButton,
      KlarnaCheckoutButton,
    ];
    const answers = { '/klarna/session': 'first.cart.token', '/other/session': 'second.cart.token' };
    for (const call of [await stage.endpoint.next(), await stage.endpoint.next()]) {
      const client_token = answers[call.path as keyof typeof answers];
      call.answer({ ...sessionAnswer('klarna'), client_token, session_id: client_token });
    }
    await statusIs(one, 'ready');
    await statusIs(two, 'ready');
    // The last element has initialized the script. Hover or focus on the other one initializes it again.
    const paid: string[] = [];
    for (const [element, client_token] of [
      [one, 'first.cart.token'],
      [two, 'second.cart.token'],
      [one, 'first.cart.token'],
    ] as const) {
      element.dispatchEvent(new PointerEvent('pointerenter'));
      await widgetsAreBack(element);
      const count = stage.klarna.authorizations.length;
      button(element).click();
      expect(stage.klarna.authorizations.length).to.equal(count + 1);
      expect(stage.klarna.inits.at(-1)).to.equal(client_token);
      paid.push(client_token);
      const cancelled = event(element, 'klarna-cancel');
      stage.klarna.authorizations.at(-1)?.answer({ approved: false, show_form: true });
      await cancelled;
    }
    expect(paid.length).to.equal(3);
  });

  /** Two carts on one page. The first one has its session. */
  async function openFirstOfTwo() {
    const [one, two] = mountAll(`${TAG}<klarna-checkout-button endpoint="/other"></klarna-checkout-button>`) as [
      KlarnaCheckoutButton,
      KlarnaCheckoutButton,
    ];
    const first = await stage.endpoint.next();
    const second = await stage.endpoint.next();
    first.answer({ ...sessionAnswer('klarna'), client_token: 'first.cart.token', session_id: 'first' });
    await statusIs(one, 'ready');
    const openSecond = () =>
      second.answer({ ...sessionAnswer('klarna'), client_token: 'second.cart.token', session_id: 'second' });
    return { one, two, openSecond };
  }

  /** A button that lost its widgets, because a button of another cart initialized Klarna's script. */
  async function loseWidgets(): Promise<KlarnaCheckoutButton> {
    const { one, two, openSecond } = await openFirstOfTwo();
    openSecond();
    await statusIs(two, 'ready');
    return one;
  }

  for (const [how, press] of [
    ['authorize()', (element: KlarnaCheckoutButton) => element.authorize()],
    ['a click of a script', (element: KlarnaCheckoutButton) => button(element).click()],
  ] as const) {
    it(`reloads its widgets at ${how} if the shopper did not come near before, and opens Klarna at the next`, async () => {
      const element = await loseWidgets();
      press(element);
      await element.updateComplete;
      await widgetsAreBack(element);
      press(element);
      expect(stage.klarna.authorizations.length).to.equal(1);
      expect(stage.klarna.inits.at(-1)).to.equal('first.cart.token');
    });
  }

  it('shows that the chosen widget is loading, and stays there', async () => {
    stage.klarna.onLoad = ({ options, answer }) => {
      if (options.payment_method_category === 'pay_now') answer({ show_form: true });
    };
    const element = stage.mount(
      '<klarna-checkout-button endpoint="/klarna" payment-method-category="pay_later"></klarna-checkout-button>',
    );
    (await stage.endpoint.next()).answer(sessionAnswer('pay_now', 'pay_later'));
    await statusIs(element, 'ready');
    button(element).click();
    await element.updateComplete;
    expect(text(element, '[role=alert]')).to.contain('still loading');
    expect(element.shadowRoot?.activeElement).to.equal(radios(element)[1]);
  });

  /** The shopper is at Klarna with the first button when the second gets its session. */
  async function payOneOfTwo() {
    const { one, two, openSecond } = await openFirstOfTwo();
    button(one).click();
    openSecond();
    return { one, two };
  }

  it('does not use Klarna’s script while the shopper pays another session', async () => {
    const { two } = await payOneOfTwo();
    // A task later, everything that needs no answer is done.
    await new Promise((resolve) => setTimeout(resolve));
    expect(two.status).to.equal('preparing');
    expect(stage.klarna.inits).to.deep.equal(['first.cart.token']);
    stage.klarna.authorizations[0]?.answer({ approved: false, show_form: true });
    await statusIs(two, 'ready');
    expect(stage.klarna.inits).to.deep.equal(['first.cart.token', 'second.cart.token']);
  });

  it('uses Klarna’s script when the shopper has left the other session', async () => {
    const { one, two } = await payOneOfTwo();
    one.remove();
    await statusIs(two, 'ready');
    expect(stage.klarna.inits).to.deep.equal(['first.cart.token', 'second.cart.token']);
  });

  it('gets another session before it calls a script that would not answer', async () => {
    const element = await stage.ready(undefined, 'klarna');
    button(element).click();
    element.remove();
    await stage.nobodyPays();
    const next = await stage.ready(undefined, 'klarna');
    button(next).click();
    expect(stage.klarna.authorizations.length).to.equal(1);
    const session = await stage.endpoint.next();
    expect(session.body).to.deep.include({ without: 'session-1' });
    session.answer({ ...sessionAnswer('klarna'), client_token: 'the.next.one', session_id: 'session-2' });
    await statusIs(next, 'ready');
    button(next).click();
    expect(stage.klarna.authorizations.length).to.equal(2);
  });

  it('reads the cart again when the page returns from the back/forward cache', async () => {
    const element = await stage.ready(undefined, 'klarna');
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect(element.status).to.equal('preparing');
    (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
    await statusIs(element, 'ready');
  });

  it('stops listening to the page when it has left', async () => {
    const element = await stage.ready(undefined, 'klarna');
    element.remove();
    await Promise.resolve();
    await Promise.resolve();
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect(element.status).to.equal('idle');
    expect(stage.endpoint.calls.length).to.equal(1);
  });
});

describe('an order that was started before the page loaded', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
  });

  afterEach(() => stage.clear());

  async function reload(): Promise<KlarnaCheckoutButton> {
    // A navigation ends the page with its request and its element. The tab's storage stays.
    const kept = { ...sessionStorage };
    await stage.clear();
    stage = new Stage();
    for (const [key, value] of Object.entries(kept)) sessionStorage.setItem(key, value);
    return stage.mount();
  }

  it('is requested again before anything else, and completes', async () => {
    await stage.approved();
    const element = await reload();
    const order = await stage.endpoint.next();
    expect(order.path).to.equal('/klarna/order');
    expect(order.body).to.deep.equal({ authorization_token: 'token-1', session_id: 'session-1' });
    order.answer({ order_id: 'order-1' });
    await statusIs(element, 'complete');
    expect(sessionStorage.length).to.equal(0);
  });

  it('keeps other buttons of the cart waiting', async () => {
    await stage.approved();
    const element = await reload();
    const order = await stage.endpoint.next();
    const other = document.createElement('klarna-checkout-button');
    other.endpoint = '/klarna/';
    sessionStorage.clear();
    stage.room.append(other);
    stage.klarna.onLoad = (call) => call.answer({ show_form: true });
    (await stage.endpoint.next()).answer({ ...sessionAnswer('klarna'), session_id: 'session-2' });
    await statusIs(other, 'ready');
    await textIs(other, '[role=alert]', 'You are paying in another tab.');
    button(other).click();
    expect(stage.klarna.authorizations, 'in this page').to.deep.equal([]);
    order.answer({ order_id: 'order-1' });
    await statusIs(element, 'complete');
    expect((await stage.endpoint.next()).path, 'and looks at it anew then').to.equal('/klarna/session');
  });

  it('stays on screen while it cannot be placed', async () => {
    await stage.approved();
    const element = await reload();
    (await stage.endpoint.next()).answer({ code: 'order', message: 'Later.' }, 500);
    await statusIs(element, 'failed');
    expect(text(element, '[role=alert]')).to.contain('you will not pay twice');
    button(element).click();
    (await stage.endpoint.next()).answer({ order_id: 'order-1' });
    await statusIs(element, 'complete');
  });

  it('is forgotten if the authorization has expired', async () => {
    await stage.approved();
    const element = await reload();
    (await stage.endpoint.next()).answer({ code: 'authorization', reason: 'expired', message: 'Gone.' }, 410);
    expect((await stage.endpoint.next()).path).to.equal('/klarna/session');
    expect(sessionStorage.length).to.equal(0);
    expect(element.status).to.equal('preparing');
  });

  it('is not remembered once the endpoint has answered', async () => {
    const { element, call } = await stage.approved();
    call.answer({ order_id: 'order-1' });
    await statusIs(element, 'complete');
    await reload();
    expect((await stage.endpoint.next()).path).to.equal('/klarna/session');
  });
});

const textIs = (element: KlarnaCheckoutButton, selector: string, start: string) =>
  changes(element, () => text(element, selector)?.startsWith(start) === true);

/** Resolves when the spinner over the widget is gone. */
const widgetsAreBack = (element: KlarnaCheckoutButton) =>
  changes(element, () => element.shadowRoot?.querySelector('.clip > .spinner') === null);

function changes(element: KlarnaCheckoutButton, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isSo()) return;
      observer.disconnect();
      resolve();
    };
    const observer = new MutationObserver(look);
    const root = element.shadowRoot as ShadowRoot;
    observer.observe(root, { childList: true, subtree: true, characterData: true });
    look();
  });
}
