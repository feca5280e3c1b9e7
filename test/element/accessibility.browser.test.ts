// axe-core has no browser module. It sets a global on `window`.
import 'axe-core/axe.min.js';
import type { AxeResults, RunOptions } from 'axe-core';
import { expect } from 'chai';
import type { AuthorizeResult } from '../../src/klarna/sdk.ts';
import { sessionAnswer } from '../support/fake-endpoint.ts';
import { button, event, find, radios, Stage, statusIs, text } from '../support/stage.ts';

declare const axe: { run(context: Element, options: RunOptions): Promise<AxeResults> };

/** WCAG 2.2 AA, in every state that a shopper can see, in light and in dark. */
const RULES = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };

describe('the accessibility of <klarna-checkout-button>', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
  });

  afterEach(() => {
    document.documentElement.style.cssText = '';
    return stage.clear();
  });

  const answered = async (result: AuthorizeResult) => {
    const element = await stage.ready(undefined, 'klarna');
    const status = event(element, 'klarna-status').then(() => event(element, 'klarna-status'));
    button(element).click();
    stage.klarna.authorizations[0]?.answer(result);
    await status;
    return element;
  };

  const states = {
    preparing: async () => stage.mount(),
    'ready, nothing chosen': () => stage.ready(),
    'ready, chosen': async () => {
      const element = await stage.ready();
      radios(element)[1]?.click();
      return element;
    },
    'ready, asked to choose': async () => {
      const element = await stage.ready();
      button(element).click();
      return element;
    },
    'ready, one not offered': async () => {
      stage.klarna.onLoad = ({ options, answer }) =>
        answer({ show_form: options.payment_method_category === 'pay_now' });
      const element = stage.mount();
      (await stage.endpoint.next()).answer(sessionAnswer('pay_now', 'pay_later'));
      await statusIs(element, 'ready');
      return element;
    },
    'a sole category': () => stage.ready(undefined, 'klarna'),
    authorizing: async () => {
      const element = await stage.ready(undefined, 'klarna');
      button(element).click();
      return element;
    },
    ordering: async () => (await stage.approved()).element,
    closed: () => answered({ approved: false, show_form: true }),
    invalid: () => answered({ approved: false, show_form: true, error: { invalid_fields: ['billing_address.email'] } }),
    declined: () => answered({ approved: false, show_form: false }),
    'order failed': async () => {
      const { element, call } = await stage.approved();
      call.answer({ code: 'order', message: 'no' }, 500);
      await statusIs(element, 'failed');
      return element;
    },
    complete: async () => {
      const { element, call } = await stage.approved();
      call.answer({ order_id: 'order-1' });
      await statusIs(element, 'complete');
      return element;
    },
  };

  for (const scheme of ['light', 'dark']) {
    for (const [name, show] of Object.entries(states)) {
      it(`has no fault that axe finds in the state ${name}, ${scheme}`, async () => {
        document.documentElement.style.colorScheme = scheme;
        document.documentElement.style.background = 'Canvas';
        const element = await show();
        await element.updateComplete;
        for (const animation of element.shadowRoot?.getAnimations() ?? []) {
          if (animation instanceof CSSTransition) animation.finish();
        }
        const { violations } = await axe.run(element, RULES);
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).to.deep.equal(
          [],
        );
      });
    }
  }

  it('names the group of ways to pay, and describes it by the message about the choice', async () => {
    const element = await stage.ready();
    const group = find(element, 'fieldset');
    expect(text(element, 'fieldset > legend')).to.equal('Pay with Klarna');
    expect(group.getAttribute('aria-describedby')).to.equal(null);
    button(element).click();
    await element.updateComplete;
    const description = find(element, `#${group.getAttribute('aria-describedby')}`);
    expect(description.textContent?.trim()).to.equal('Choose how you want to pay first.');
    expect(description.closest('[role]')?.role).to.equal('alert');
  });

  it('keeps the same two live regions from the first paint to the order', async () => {
    const element = stage.mount();
    await element.updateComplete;
    const regions = () => [...(element.shadowRoot?.querySelectorAll('[role="status"], [role="alert"]') ?? [])];
    const first = regions();
    expect(first.map(({ role }) => role)).to.deep.equal(['status', 'alert']);
    (await stage.endpoint.next()).answer({ code: 'session', message: 'no' }, 500);
    await statusIs(element, 'failed');
    expect(first[1]?.textContent?.trim()).to.contain('Klarna cannot be reached');
    element.retry();
    stage.klarna.onLoad = (call) => call.answer({ show_form: true });
    (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
    await statusIs(element, 'ready');
    button(element).click();
    stage.klarna.authorizations[0]?.answer({ approved: true, show_form: true, authorization_token: 'token-1' });
    (await stage.endpoint.next()).answer({ order_id: 'order-1' });
    await statusIs(element, 'complete');
    expect(first[0]?.textContent?.trim()).to.equal('Thank you. Your order is placed.');
    expect(regions()).to.deep.equal(first);
    expect(first.every((region) => region.isConnected && getComputedStyle(region).display !== 'none')).to.equal(true);
  });

  it('sets aria-busy on the ways to pay and not around the live regions', async () => {
    const element = stage.mount();
    await statusIs(element, 'preparing');
    const busy = () => element.shadowRoot?.querySelector('[aria-busy=true]')?.part.value;
    expect(busy()).to.equal('methods');
    stage.klarna.onLoad = (call) => call.answer({ show_form: true });
    (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
    await statusIs(element, 'ready');
    expect(busy()).to.equal(undefined);
    button(element).click();
    await element.updateComplete;
    expect(busy()).to.equal('methods');
    expect(text(element, '[role=status]')).to.equal('Continue in Klarna’s window.');
  });
});
