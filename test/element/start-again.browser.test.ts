import { expect } from 'chai';
import type { KlarnaCheckoutButton } from '../../src/element/klarna-checkout-button.ts';
import { sessionAnswer } from '../support/fake-endpoint.ts';
import { button, event, find, Stage, statusIs, text } from '../support/stage.ts';

describe('an outcome that the endpoint knows better than Klarna’s script', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
  });

  afterEach(() => stage.clear());

  async function pay(): Promise<KlarnaCheckoutButton> {
    const element = await stage.ready(undefined, 'klarna');
    button(element).click();
    return element;
  }

  const answer = (result: object) => stage.klarna.authorizations.at(-1)?.answer(result);

  it('is an order, if Klarna declines a session that is paid', async () => {
    stage.endpoint.outcome = { status: 'complete', session_id: 'session-1', order: { order_id: 'order-1' } };
    const element = await pay();
    answer({ approved: false, show_form: false });
    await statusIs(element, 'complete');
    expect(element.order?.order_id).to.equal('order-1');
  });

  it('is an authorization, if the script broke after Klarna had authorized', async () => {
    stage.endpoint.outcome = { status: 'authorized', session_id: 'session-1', authorization_token: 'token-9' };
    const element = await stage.ready(undefined, 'klarna');
    stage.klarna.throws.authorize = new Error('broken');
    button(element).click();
    expect((await stage.endpoint.next()).body.authorization_token).to.equal('token-9');
    expect(element.status).to.equal('ordering');
  });

  it('is no authorization after Klarna has declined', async () => {
    stage.endpoint.outcome = { status: 'authorized', session_id: 'session-1', authorization_token: 'token-9' };
    const element = await pay();
    answer({ approved: false, show_form: false });
    await statusIs(element, 'unavailable');
    expect(stage.endpoint.calls.length).to.equal(1);
  });

  it('is the order of an earlier page, if the endpoint says so at the session request', async () => {
    stage.endpoint.outcome = { status: 'complete', session_id: 'session-1', order: { order_id: 'order-1' } };
    const element = stage.mount();
    (await stage.endpoint.next()).answer({ code: 'order', reason: 'already-ordered', message: 'Saved.' }, 409);
    await statusIs(element, 'complete');
    expect(element.order?.order_id).to.equal('order-1');
  });

  for (const [what, outcome] of [
    ['nonsense', 'nonsense'],
    ['complete without an order', { status: 'complete', session_id: 'session-1' }],
    ['authorized without a token', { status: 'authorized' }],
    ['nothing', null],
  ] as const) {
    it(`is nothing, if the endpoint answers ${what}`, async () => {
      stage.endpoint.outcome = outcome;
      const element = await pay();
      answer({ approved: false, show_form: false });
      await statusIs(element, 'unavailable');
    });
  }
});

describe('an endpoint without GET /outcome', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
    stage.endpoint.outcomeStatus = 404;
    stage.endpoint.outcome = 'No such page.';
  });

  afterEach(() => stage.clear());

  it('sells, because session and order are enough', async () => {
    const element = await stage.ready(undefined, 'klarna');
    button(element).click();
    stage.klarna.authorizations.at(-1)?.answer({ approved: true, show_form: true, authorization_token: 'token-1' });
    (await stage.endpoint.next()).answer({ order_id: 'order-1' });
    await statusIs(element, 'complete');
  });

  it('leaves Klarna’s answer as it is, if Klarna declines', async () => {
    const element = await stage.ready(undefined, 'klarna');
    button(element).click();
    stage.klarna.authorizations.at(-1)?.answer({ approved: false, show_form: false });
    await statusIs(element, 'unavailable');
    expect(stage.endpoint.outcomes).to.be.greaterThan(0);
  });

  it('cannot name the order of an earlier page, so the element shows the error of the session', async () => {
    const element = stage.mount();
    (await stage.endpoint.next()).answer({ code: 'order', reason: 'already-ordered', message: 'Saved.' }, 409);
    await statusIs(element, 'failed');
    expect(element.error).to.include({ code: 'order', reason: 'already-ordered' });
  });
});

describe('a shopper who lost Klarna’s window', () => {
  let stage: Stage;
  const realTimeout = window.setTimeout;
  const timers = new Map<number, () => void>();

  beforeEach(() => {
    stage = new Stage();
  });

  afterEach(() => {
    window.setTimeout = realTimeout;
    timers.clear();
    return stage.clear();
  });

  /** Lets the time at Klarna pass at once. */
  async function payForLong(): Promise<KlarnaCheckoutButton> {
    const element = await stage.ready(undefined, 'klarna');
    window.setTimeout = ((callback: () => void, ms: number, ...rest: unknown[]) => {
      if (ms === 45_000) timers.set(ms, callback);
      else return realTimeout(callback, ms, ...rest);
      return 0;
    }) as typeof window.setTimeout;
    button(element).click();
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector('[part=start-again]')).to.equal(null);
    timers.get(45_000)?.();
    window.setTimeout = realTimeout;
    await element.updateComplete;
    return element;
  }

  it('can start again with another session', async () => {
    const element = await payForLong();
    const cancelled = event(element, 'klarna-cancel');
    find(element, '[part=start-again]').click();
    await cancelled;
    const session = await stage.endpoint.next();
    expect(session.path).to.equal('/klarna/session');
    expect(session.body).to.deep.include({ without: 'session-1' });
    session.answer({ ...sessionAnswer('klarna'), client_token: 'the.next.one', session_id: 'session-2' });
    await statusIs(element, 'ready');
    button(element).click();
    expect(stage.klarna.authorizations.length).to.equal(2);
    expect(element.status).to.equal('authorizing');
    stage.klarna.authorizations[0]?.answer({ approved: true, show_form: true, authorization_token: 'old' });
    stage.klarna.authorizations[1]?.answer({ approved: true, show_form: true, authorization_token: 'new' });
    expect((await stage.endpoint.next()).body.authorization_token).to.equal('new');
  });

  it('keeps the session while it is unknown whether it has an order', async () => {
    const element = await payForLong();
    stage.endpoint.outcomeStatus = 502;
    find(element, '[part=start-again]').click();
    await statusIs(element, 'failed');
    expect(element.error?.code).to.equal('order');
    expect(element.explain().timeline.some(({ what }) => what === 'outcome')).to.equal(true);
    expect(stage.endpoint.calls.length, 'no other session').to.equal(1);
    stage.endpoint.outcomeStatus = 200;
    button(element).click();
    const session = await stage.endpoint.next();
    expect(session.path).to.equal('/klarna/session');
    expect(session.body).to.deep.include({ without: 'session-1' });
  });

  for (const status of [404, 405]) {
    it(`can start again if the endpoint has no GET /outcome and answers ${status}`, async () => {
      const element = await payForLong();
      stage.endpoint.outcomeStatus = status;
      stage.endpoint.outcome = 'No such page.';
      find(element, '[part=start-again]').click();
      const session = await stage.endpoint.next();
      expect([session.path, session.body.without]).to.deep.equal(['/klarna/session', 'session-1']);
      session.answer({ ...sessionAnswer('klarna'), client_token: 'the.next.one', session_id: 'session-2' });
      await statusIs(element, 'ready');
    });
  }

  it('gets no other session if there is an order that cannot be shown', async () => {
    stage.endpoint.outcome = { status: 'complete' };
    const element = await payForLong();
    find(element, '[part=start-again]').click();
    await statusIs(element, 'failed');
    expect(element.error?.reason).to.equal('already-placed');
    expect(text(element, '[role=alert]')).to.contain('ask the shop before you pay another way');
    expect(stage.endpoint.calls.length).to.equal(1);
  });

  it('can ask for another session again if the endpoint had none', async () => {
    const element = await payForLong();
    find(element, '[part=start-again]').click();
    (await stage.endpoint.next()).answer({ code: 'session', message: 'No.' }, 500);
    await statusIs(element, 'failed');
    button(element).click();
    expect((await stage.endpoint.next()).body).to.deep.include({ without: 'session-1' });
  });

  it('gets the order if Klarna had authorized', async () => {
    stage.endpoint.outcome = { status: 'authorized', authorization_token: 'token-1' };
    const element = await payForLong();
    find(element, '[part=start-again]').click();
    const order = await stage.endpoint.next();
    expect(order.body.authorization_token).to.equal('token-1');
    order.answer({ order_id: 'order-1' });
    await statusIs(element, 'complete');
  });

  it('gets the order if Klarna authorizes while the endpoint is asked', async () => {
    const element = await payForLong();
    find(element, '[part=start-again]').click();
    stage.klarna.authorizations[0]?.answer({ approved: true, show_form: true, authorization_token: 'late' });
    const order = await stage.endpoint.next();
    expect([order.path, order.body.authorization_token]).to.deep.equal(['/klarna/order', 'late']);
    order.answer({ order_id: 'order-1' });
    await statusIs(element, 'complete');
    expect(stage.endpoint.calls.length).to.equal(2);
  });

  it('sees the message in their own language', async () => {
    const element = await payForLong();
    expect(text(element, '[part=start-again]')).to.contain('Start again');
    expect(text(element, '[role=status]'), 'and those who do not see it').to.contain('Start again');
  });
});

describe('debug and explain()', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
  });

  afterEach(() => stage.clear());

  const DEBUG = '<klarna-checkout-button endpoint="/klarna" debug></klarna-checkout-button>';

  it('show what happened, what failed, and what to do', async () => {
    const { element, call } = await stage.approved(DEBUG);
    call.answer({ code: 'order', reason: 'klarna', message: 'Later.', correlation_id: 'c-9' }, 502);
    await statusIs(element, 'failed');
    const story = element.explain();
    expect(story.status).to.equal('failed');
    expect(story.endpoint).to.equal('/klarna');
    expect(story.environment).to.equal('playground');
    expect(story.categories).to.deep.equal({ klarna: 'shown' });
    expect(story.session_age).to.be.at.least(0);
    expect(story.correlation_ids).to.deep.equal(['c-9']);
    expect(story.last_error?.code).to.equal('order');
    expect(story.last_error?.advice).to.contain('never pays twice');
    expect(story.timeline.map(({ what }) => what)).to.deep.equal([
      'preparing',
      'session',
      'ready',
      'authorizing',
      'authorized',
      'ordering',
      'failed',
      'error',
    ]);
  });

  it('hold no detail of the customer and no token', async () => {
    stage.klarna.onLoad = (call) => call.answer({ show_form: true });
    const element = stage.mount(DEBUG);
    element.customer = { billing_address: { email: 'customer@email.us', given_name: 'Jane', phone: '+13106683312' } };
    (await stage.endpoint.next()).answer({ ...sessionAnswer('klarna'), session_id: 'session-secret' });
    await statusIs(element, 'ready');
    button(element).click();
    stage.klarna.authorizations[0]?.answer({ approved: true, show_form: true, authorization_token: 'token-secret' });
    (await stage.endpoint.next()).answer({ code: 'order', message: 'Later.' }, 500);
    await statusIs(element, 'failed');
    await shownPanel(element);
    const seen = [JSON.stringify(element.explain()), element.shadowRoot?.innerHTML, element.outerHTML].join();
    for (const secret of ['token-secret', 'session-secret', 'head.claims', 'customer@', 'Jane', '3106683312']) {
      expect(seen).not.to.contain(secret);
    }
  });

  it('show the report on the page, and copy it', async () => {
    const element = await stage.ready(DEBUG, 'klarna');
    const panel = await shownPanel(element);
    expect(panel.textContent).to.contain('klarna: shown');
    const copied: string[] = [];
    const { clipboard } = navigator;
    const fake = { writeText: async (words: string) => void copied.push(words) };
    Object.defineProperty(navigator, 'clipboard', { value: fake, configurable: true });
    panel.querySelector('button')?.click();
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
    expect(JSON.parse(copied[0] ?? '').status).to.equal('ready');
  });

  it('write the report to the console if the page has no clipboard', async () => {
    const panel = await shownPanel(await stage.ready(DEBUG, 'klarna'));
    const { clipboard } = navigator;
    const { warn } = console;
    const said: unknown[] = [];
    console.warn = (...words: unknown[]) => said.push(...words);
    Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
    panel.querySelector('button')?.click();
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
    console.warn = warn;
    expect(said[0]).to.contain('nothing be copied');
    expect(JSON.parse(String(said[1])).status).to.equal('ready');
  });

  it('measure each step', async () => {
    performance.clearMeasures();
    const { element, call } = await stage.approved();
    call.answer({ order_id: 'order-1' });
    await statusIs(element, 'complete');
    const names = performance
      .getEntriesByType('measure')
      .map(({ name }) => name)
      .filter((name) => name.startsWith('klarna-checkout:'));
    expect(new Set(names)).to.deep.equal(
      new Set(
        ['session', 'script', 'widgets', 'prepare', 'order', 'authorize'].map((step) => `klarna-checkout:${step}`),
      ),
    );
  });

  function shownPanel(element: KlarnaCheckoutButton): Promise<HTMLElement> {
    return new Promise((resolve) => {
      const look = () => {
        const panel = element.shadowRoot?.querySelector<HTMLElement>('[part=debug]');
        if (!panel) return;
        observer.disconnect();
        resolve(panel);
      };
      const observer = new MutationObserver(look);
      observer.observe(element.shadowRoot as ShadowRoot, { childList: true, subtree: true });
      look();
    });
  }
});
