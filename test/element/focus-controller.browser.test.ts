import { expect } from 'chai';
import type { AuthorizeResult } from '../../src/klarna/sdk.ts';
import { button, event, find, radios, Stage, statusIs } from '../support/stage.ts';

describe('the focus', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
  });

  afterEach(() => stage.clear());

  const focused = (element: Element) => element.shadowRoot?.activeElement;

  /** The shopper is at Klarna. The returned function answers for Klarna. */
  const atKlarna = async () => {
    const element = await stage.ready(undefined, 'klarna');
    button(element).focus();
    button(element).click();
    await element.updateComplete;
    const answer = async (result: AuthorizeResult, status: Parameters<typeof statusIs>[1]) => {
      stage.klarna.authorizations.at(-1)?.answer(result);
      await statusIs(element, status);
    };
    return { element, answer };
  };

  it('stays on the button while the shopper is at Klarna, and when they have closed it', async () => {
    const { element, answer } = await atKlarna();
    expect(focused(element)).to.equal(button(element));
    await answer({ approved: false, show_form: true }, 'ready');
    expect(focused(element)).to.equal(button(element));
  });

  it('comes back to the button when it was lost at Klarna', async () => {
    const { element, answer } = await atKlarna();
    button(element).blur();
    await answer({ approved: false, show_form: true }, 'ready');
    expect(focused(element)).to.equal(button(element));
  });

  it('comes back from the iframe that Klarna lays over the page', async () => {
    const { element, answer } = await atKlarna();
    const overlay = document.createElement('iframe');
    overlay.id = 'klarna-klarna-fullscreen';
    stage.room.append(overlay);
    overlay.focus();
    expect(document.activeElement).to.equal(overlay);
    await answer({ approved: false, show_form: true }, 'ready');
    expect(focused(element)).to.equal(button(element));
  });

  it('stays where the shopper has moved it in the meantime', async () => {
    const { answer } = await atKlarna();
    const field = document.createElement('input');
    stage.room.append(field);
    field.focus();
    await answer({ approved: false, show_form: true }, 'ready');
    expect(document.activeElement).to.equal(field);
  });

  it('moves to the message when the button disappears because Klarna declined', async () => {
    const { element, answer } = await atKlarna();
    await answer({ approved: false, show_form: false }, 'unavailable');
    expect(focused(element)).to.equal(find(element, '[part~="alert"]'));
  });

  it('moves to the message when the order is placed', async () => {
    const { element, call } = await stage.approved();
    button(element).focus();
    call.answer({ order_id: 'order-1' });
    await statusIs(element, 'complete');
    expect(focused(element)).to.equal(find(element, '[part~="status"]'));
  });

  it('moves to the button when the focused way to pay is disabled', async () => {
    const element = await stage.ready();
    radios(element)[0]?.click();
    await element.updateComplete;
    radios(element)[0]?.focus();
    const paying = event(element, 'klarna-status');
    element.click();
    await paying;
    await element.updateComplete;
    expect(element.status).to.equal('authorizing');
    expect(focused(element)).to.equal(button(element));
  });

  it('moves to the button when the ways to pay disappear', async () => {
    const element = await stage.ready();
    radios(element)[0]?.focus();
    const refreshed = element.refresh();
    (await stage.endpoint.next()).answer({ code: 'session', message: 'no' }, 500);
    await refreshed;
    await statusIs(element, 'failed');
    expect(focused(element)).to.equal(button(element));
  });

  it('is not taken by an element that never had it', async () => {
    const element = await stage.ready();
    const refreshed = element.refresh();
    (await stage.endpoint.next()).answer({ code: 'session', message: 'no' }, 500);
    await refreshed;
    await statusIs(element, 'failed');
    expect(focused(element)).to.equal(null);
  });
});
