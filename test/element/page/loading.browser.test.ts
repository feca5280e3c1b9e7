import { expect } from 'chai';
import type { KlarnaCheckoutButton } from '../../../src/element/klarna-checkout-button.ts';
import { event, Stage, statusIs } from '../../support/stage.ts';

const LAZY = '<klarna-checkout-button endpoint="/klarna" loading="lazy"></klarna-checkout-button>';

/** Resolves after the element's observer has run. Observers run once a frame, and this one is created later. */
const seen = (element: Element): Promise<void> =>
  new Promise((resolve) => {
    const observer = new IntersectionObserver(() => {
      observer.disconnect();
      // In one frame observers run in the order of their creation.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
    });
    observer.observe(element);
  });

const nothingAsked = async (stage: Stage, element: KlarnaCheckoutButton) => {
  await element.updateComplete;
  await seen(element);
  expect(stage.endpoint.calls).to.deep.equal([]);
  expect(element.status).to.equal('idle');
};

describe('<klarna-checkout-button loading="lazy">', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
    stage.klarna.onLoad = (call) => call.answer({ show_form: true });
  });

  afterEach(() => stage.clear());

  const panel = (): HTMLElement => stage.room.querySelector('.panel') as HTMLElement;

  it('starts if it is in view', async () => {
    stage.mount(LAZY);
    expect((await stage.endpoint.next()).path).to.equal('/klarna/session');
  });

  for (const [what, style, show] of [
    ['is not displayed', 'display: none', 'display: block'],
    ['is folded to no height', 'height: 0; overflow: hidden', 'height: auto'],
    ['is far below', 'padding-top: 9000px', 'padding-top: 0'],
  ] as const) {
    it(`sends no request while it ${what}, and starts when the shopper sees it`, async () => {
      const element = stage.mount(`<div class="panel" style="${style}">${LAZY}</div>`);
      await nothingAsked(stage, element);
      panel().style.cssText = show;
      expect((await stage.endpoint.next()).path).to.equal('/klarna/session');
    });
  }

  it('sends no request while it or its fieldset is disabled', async () => {
    const element = stage.mount(`<form><fieldset disabled class="panel">${LAZY}</fieldset></form>`);
    element.disabled = true;
    await nothingAsked(stage, element);
    element.disabled = false;
    await nothingAsked(stage, element);
    (panel() as HTMLFieldSetElement).disabled = false;
    expect((await stage.endpoint.next()).path).to.equal('/klarna/session');
  });

  it('sends no request when the page changes cart, endpoint or finalization before it is in view', async () => {
    const element = stage.mount(`<div class="panel" style="display: none">${LAZY}</div>`);
    await nothingAsked(stage, element);
    await element.refresh();
    element.endpoint = '/other';
    element.finalization = 'manual';
    await nothingAsked(stage, element);
    panel().style.cssText = '';
    const { path, body } = await stage.endpoint.next();
    expect(path).to.equal('/other/session');
    expect(body.finalize).to.equal('manual');
    expect(stage.endpoint.calls.length).to.equal(1);
  });

  it('starts when the page presses or retries it, or makes it eager', async () => {
    for (const begin of [
      (element: KlarnaCheckoutButton) => element.click(),
      (element: KlarnaCheckoutButton) => element.retry(),
      (element: KlarnaCheckoutButton) => {
        element.loading = 'eager';
      },
    ]) {
      const element = stage.mount(`<div class="panel" style="display: none">${LAZY}</div>`);
      await element.updateComplete;
      begin(element);
      expect((await stage.endpoint.next()).path).to.equal('/klarna/session');
    }
  });

  it('does not stop when it is hidden again, and starts again after it has left the page', async () => {
    const element = await stage.ready(`<div class="panel">${LAZY}</div>`, 'klarna');
    panel().style.display = 'none';
    await seen(element);
    expect(element.status).to.equal('ready');
    const idle = event(element, 'klarna-status');
    element.remove();
    expect((await idle).status).to.equal('idle');
    panel().append(element);
    await element.updateComplete;
    await seen(element);
    expect(stage.endpoint.calls.length).to.equal(1);
    panel().style.display = '';
    expect((await stage.endpoint.next()).path).to.equal('/klarna/session');
  });

  it('reserves the height of an eager one', async () => {
    const element = stage.mount(`<div class="panel" style="display: none">${LAZY}</div>`);
    await nothingAsked(stage, element);
    panel().style.cssText = '';
    const { height } = element.getBoundingClientRect();
    const eager = stage.mount();
    await eager.updateComplete;
    expect(eager.getBoundingClientRect().height).to.equal(height);
  });
});

describe('<klarna-checkout-button> on a prerendered page', () => {
  let stage: Stage;
  const realLocks = Object.getOwnPropertyDescriptor(Navigator.prototype, 'locks');

  beforeEach(() => {
    stage = new Stage();
    stage.klarna.onLoad = (call) => call.answer({ show_form: true });
    setPrerendering(true);
  });

  afterEach(async () => {
    if (realLocks) Object.defineProperty(Navigator.prototype, 'locks', realLocks);
    Reflect.deleteProperty(document, 'prerendering');
    await stage.clear();
  });

  const setPrerendering = (value: boolean) =>
    Object.defineProperty(document, 'prerendering', { value, configurable: true });

  const activate = () => {
    setPrerendering(false);
    document.dispatchEvent(new Event('prerenderingchange'));
  };

  for (const locks of ['with', 'without']) {
    it(`sends no request before the shopper opens it, ${locks} Web Locks`, async () => {
      if (locks === 'without') {
        Object.defineProperty(Navigator.prototype, 'locks', { value: undefined, configurable: true });
      }
      delete window.Klarna;
      const element = stage.mount();
      await statusIs(element, 'preparing');
      await seen(element);
      expect(stage.endpoint.calls).to.deep.equal([]);
      expect(document.querySelector('script[src*="klarnacdn"]')).to.equal(null);
      window.Klarna = { Payments: stage.klarna };
      activate();
      expect((await stage.endpoint.next()).path).to.equal('/klarna/session');
    });
  }

  it('sends no request if the element has left before', async () => {
    const element = stage.mount();
    await statusIs(element, 'preparing');
    element.remove();
    await statusIs(element, 'idle');
    activate();
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(stage.endpoint.calls).to.deep.equal([]);
  });
});
