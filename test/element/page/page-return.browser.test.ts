import { expect } from 'chai';
import { KlarnaCheckout } from '../../../src/checkout/checkout.ts';
import type { KlarnaCheckoutButton } from '../../../src/element/klarna-checkout-button.ts';
import { sessionAnswer } from '../../support/fake-endpoint.ts';
import { button, event, find, Stage, statusIs, TAG, text } from '../../support/stage.ts';

const ORDER = { order_id: 'order-1', redirect_url: '#thanks' };
const COMPLETE = { status: 'complete', session_id: 'session-1', order: ORDER };

const RETURNS: Readonly<Record<string, () => void>> = {
  focus: () => window.dispatchEvent(new Event('focus')),
  visibilitychange: () => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })),
  online: () => window.dispatchEvent(new Event('online')),
  pageshow: () => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false })),
};

const leaveToCache = () => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
const comeFromCache = () => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));

describe('a page that comes back', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
    location.hash = '';
  });

  afterEach(() => {
    return stage.clear();
  });

  /** As after a reload: another element, with the tab's stored payment. */
  async function reloadAtKlarna(): Promise<KlarnaCheckoutButton> {
    button(await stage.ready(undefined, 'klarna')).click();
    stage.room.replaceChildren();
    // A browser releases the lock of a closed page a little later.
    await stage.nobodyPays();
    return stage.ready(undefined, 'klarna');
  }

  const answer = (result: object) => stage.klarna.authorizations.at(-1)?.answer(result);

  describe('after a payment of the page before it', () => {
    for (const [what, comeBack] of Object.entries(RETURNS)) {
      it(`shows the order at ${what}`, async () => {
        const element = await reloadAtKlarna();
        stage.endpoint.outcome = COMPLETE;
        const completed = event(element, 'klarna-complete');
        comeBack();
        expect((await completed).order.order_id).to.equal('order-1');
        expect(element.status).to.equal('complete');
        expect(location.hash, 'and follows the redirect').to.equal('#thanks');
      });
    }

    it('shows the order before it opens another session', async () => {
      button(await stage.ready(undefined, 'klarna')).click();
      stage.endpoint.outcome = COMPLETE;
      const element = stage.mount();
      await statusIs(element, 'complete');
      expect(stage.endpoint.calls.length).to.equal(1);
    });

    it('offers to place the order that Klarna has authorized', async () => {
      const element = await reloadAtKlarna();
      stage.endpoint.outcome = { status: 'authorized', session_id: 'session-1', authorization_token: 'token-9' };
      RETURNS.focus?.();
      (await stage.endpoint.next()).answer({ ...sessionAnswer('klarna'), authorization_token: 'token-9' });
      await statusIs(element, 'failed');
      expect(element.error?.reason).to.equal('unfinished');
    });

    it('does not show the order of another session', async () => {
      const element = await reloadAtKlarna();
      stage.endpoint.outcome = { ...COMPLETE, session_id: 'session-7' };
      const asked = stage.endpoint.outcomes;
      RETURNS.focus?.();
      await stage.endpoint.outcomeAsked(asked + 1);
      await element.updateComplete;
      expect(element.order).to.equal(undefined);
    });
  });

  it('asks again after 2, 4, 8 and 16 s, then stops', async () => {
    button(await stage.ready(undefined, 'klarna')).click();
    stage.room.replaceChildren();
    await stage.nobodyPays();
    const timers: { readonly callback: () => void; readonly ms: number; isCancelled: boolean }[] = [];
    const container = () => stage.room.appendChild(document.createElement('div'));
    const checkout = new KlarnaCheckout(
      { endpoint: '/klarna', container },
      {
        schedule: (callback, ms) => {
          const timer = { callback, ms, isCancelled: false };
          timers.push(timer);
          return () => {
            timer.isCancelled = true;
          };
        },
      },
    );
    try {
      const prepared = checkout.prepare();
      (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
      await prepared;
      const asked = stage.endpoint.outcomes;
      for (const [index, ms] of [2_000, 4_000, 8_000, 16_000].entries()) {
        while (timers.length <= index) await new Promise((done) => requestAnimationFrame(done));
        expect(timers[index]?.ms).to.equal(ms);
        timers[index]?.callback();
        await stage.endpoint.outcomeAsked(asked + index + 1);
      }
      await new Promise((done) => requestAnimationFrame(done));
      expect(timers.length).to.equal(4);
      RETURNS.focus?.();
      await stage.endpoint.outcomeAsked(asked + 5);
      while (timers.length < 5) await new Promise((done) => requestAnimationFrame(done));
      expect(timers[4]?.ms, 'and begins anew when the shopper comes back').to.equal(2_000);
    } finally {
      checkout.leave();
    }
    expect(timers[4]?.isCancelled).to.equal(true);
  });

  it('shows the order on return if Klarna’s answer went to an element that was replaced', async () => {
    const before = await stage.ready(undefined, 'klarna');
    button(before).click();
    const element = document.createElement('klarna-checkout-button');
    element.endpoint = '/klarna';
    before.replaceWith(element);
    (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
    await statusIs(element, 'ready');
    answer({ approved: true, show_form: true, authorization_token: 'token-1' });
    stage.endpoint.outcome = COMPLETE;
    RETURNS.focus?.();
    await statusIs(element, 'complete');
  });

  for (const [what, comeBack] of Object.entries(RETURNS)) {
    it(`shows at ${what} an order that seemed to have failed`, async () => {
      const { element, call } = await stage.approved();
      call.answer({ code: 'order', message: 'Nothing came back.' }, 500);
      await statusIs(element, 'failed');
      stage.endpoint.outcome = COMPLETE;
      comeBack();
      await statusIs(element, 'complete');
      expect(element.order?.order_id).to.equal('order-1');
    });
  }

  for (const [what, result] of Object.entries({
    'was closed': { approved: false, show_form: true },
    'was declined': { approved: false, show_form: false },
  })) {
    it(`sends no request if Klarna ${what} and reported it`, async () => {
      const element = await stage.ready(undefined, 'klarna');
      button(element).click();
      answer(result);
      await statusIs(element, what === 'was closed' ? 'ready' : 'unavailable');
      const asked = stage.endpoint.outcomes;
      for (const comeBack of Object.values(RETURNS)) comeBack();
      await element.updateComplete;
      expect(stage.endpoint.outcomes).to.equal(asked);
    });
  }

  it('sends no request if nobody has paid', async () => {
    const element = await stage.ready(undefined, 'klarna');
    for (const comeBack of Object.values(RETURNS)) comeBack();
    await element.updateComplete;
    expect(stage.endpoint.outcomes).to.equal(0);
  });

  describe('out of the back/forward cache', () => {
    const buy = async () => {
      const { element, call } = await stage.approved();
      call.answer({ order_id: 'order-1' });
      await statusIs(element, 'complete');
      leaveToCache();
      comeFromCache();
      return element;
    };

    it('shows the next cart after its order', async () => {
      const element = await buy();
      const next = { ...sessionAnswer('klarna'), session_id: 'session-2', client_token: 'the.next.one' };
      (await stage.endpoint.next()).answer(next);
      (await stage.endpoint.next()).answer(next);
      await statusIs(element, 'ready');
      button(element).click();
      expect(element.status).to.equal('authorizing');
    });

    for (const [what, body, status] of [
      ['the cart is empty', { code: 'session', reason: 'empty-cart', message: 'Nothing.' }, 409],
      ['the session is still that of the order', sessionAnswer('klarna'), 200],
    ] as const) {
      it(`keeps its order if ${what}`, async () => {
        const element = await buy();
        const fired: string[] = [];
        element.addEventListener('klarna-status', ({ status: to }) => fired.push(to));
        (await stage.endpoint.next()).answer(body, status);
        await new Promise((resolve) => requestAnimationFrame(resolve));
        await element.updateComplete;
        expect(element.status).to.equal('complete');
        expect(element.order?.order_id).to.equal('order-1');
        expect(fired).to.deep.equal([]);
      });
    }

    it('shows the order that was placed while the shopper was at Klarna', async () => {
      const element = await stage.ready(undefined, 'klarna');
      button(element).click();
      leaveToCache();
      stage.endpoint.outcome = COMPLETE;
      comeFromCache();
      await statusIs(element, 'complete');
    });

    it('releases the lock of the cart in the cache, and acquires it again', async () => {
      const element = await stage.ready(undefined, 'klarna');
      const held = async () => ((await navigator.locks.query()).held ?? []).length;
      const becomes = async (count: number) => {
        while ((await held()) !== count) await new Promise((resolve) => requestAnimationFrame(resolve));
      };
      button(element).click();
      await becomes(1);
      leaveToCache();
      await becomes(0);
      comeFromCache();
      await becomes(1);
      expect(element.status).to.equal('authorizing');
      answer({ approved: false, show_form: true });
      await becomes(0);
    });
  });

  it('explains why the first press after a long sleep only loads Klarna again', async () => {
    const realNow = Date.now;
    let asleep = 0;
    Date.now = () => realNow() + asleep;
    stage.klarna.onLoad = (call) => call.answer({ show_form: true });
    const element = stage.mount(TAG);
    try {
      const expires_at = new Date(Date.now() + 48 * 3_600_000).toISOString();
      (await stage.endpoint.next()).answer({ ...sessionAnswer('klarna'), expires_at });
      await statusIs(element, 'ready');
      asleep = 50 * 3_600_000;
      button(element).click();
      (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
    } finally {
      Date.now = realNow;
    }
    await statusIs(element, 'ready');
    expect(text(element, '[role=alert]')).to.contain('press the button once more');
    expect(stage.klarna.authorizations).to.deep.equal([]);
    find(element, 'button').click();
    expect(stage.klarna.authorizations.length).to.equal(1);
  });
});
