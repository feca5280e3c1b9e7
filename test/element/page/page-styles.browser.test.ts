/** Rules of a merchant's style sheet that reach the element, or Klarna's iframe inside it. */
import { expect } from 'chai';
import { sessionAnswer } from '../../support/fake-endpoint.ts';
import { button, Stage, statusIs, TAG } from '../../support/stage.ts';

const RULES = [
  'form { columns: 2 }',
  '.shop * { all: unset }',
  'iframe { position: absolute; inset: 0; height: 100% }',
  'iframe { position: absolute !important; top: 260px !important }',
  '.shop form klarna-checkout-button iframe { position: fixed !important; top: 0; bottom: 0 }',
  'iframe { position: relative; top: 200px }',
  'iframe { float: left; margin: 200px 0 -230px }',
  'iframe { transform: translateY(200px) }',
  'iframe { translate: 0 200px }',
  'iframe { max-height: 20px }',
  'div { position: absolute; top: 100px }',
  'form div { height: 10px; margin-top: -50px }',
  'form div { float: right; transform: translateY(100px) }',
];

describe('an element on a page whose style sheet styles everything', () => {
  let stage: Stage;
  const sheet = document.createElement('style');

  beforeEach(() => {
    stage = new Stage();
  });

  afterEach(async () => {
    sheet.remove();
    await stage.clear();
  });

  function style(rule: string): void {
    sheet.textContent = rule;
    document.head.append(sheet);
  }

  /** As Klarna's script does, with the height that its widget has at first. */
  function addIframe(): HTMLIFrameElement {
    const iframe = document.createElement('iframe');
    iframe.style.cssText = 'width: 100%; height: 230px';
    const container = stage.klarna.loads[0]?.options.container;
    if (container instanceof HTMLElement) container.append(iframe);
    return iframe;
  }

  function expectAbove(iframe: HTMLIFrameElement, element: HTMLElement): void {
    const frame = iframe.getBoundingClientRect();
    const press = button(element).getBoundingClientRect();
    expect(frame.height, 'height of the iframe').to.be.at.least(230);
    expect(frame.bottom, 'lower edge of the iframe').to.be.at.most(press.top);
    expect(frame.left, 'left edge of the iframe').to.be.at.least(press.left - 1);
    expect(frame.right, 'right edge of the iframe').to.be.at.most(press.right + 1);
  }

  for (const rule of RULES) {
    it(`shows Klarna’s iframe above the button in spite of ${rule}`, async () => {
      style(rule);
      const element = await stage.ready(`<div class="shop"><form>${TAG}</form></div>`, 'klarna');
      const iframe = addIframe();
      await element.updateComplete;
      expectAbove(iframe, element);
    });
  }

  it('shows Klarna’s iframe above the button of an element in a shadow root', async () => {
    style('div, iframe { position: absolute; top: 200px }');
    stage.room.innerHTML = '<shop-checkout></shop-checkout>';
    const shop = stage.room.firstElementChild?.attachShadow({ mode: 'open' });
    const element = document.createElement('klarna-checkout-button');
    element.endpoint = '/klarna';
    stage.klarna.onLoad = (call) => call.answer({ show_form: true });
    shop?.append(element);
    (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
    await statusIs(element, 'ready');
    const iframe = addIframe();
    await element.updateComplete;
    expectAbove(iframe, element);
  });

  it('keeps an iframe that another script has fixed off the button', async () => {
    const element = await stage.ready(`<form>${TAG}</form>`, 'klarna');
    const iframe = addIframe();
    await element.updateComplete;
    iframe.style.cssText = 'position: fixed; inset: 0; width: 100vw; height: 100vh; z-index: 9';
    const press = button(element);
    press.scrollIntoView({ block: 'nearest' });
    const { left, top, width, height } = press.getBoundingClientRect();
    expect(document.elementFromPoint(left + width / 2, top + height / 2)?.localName).to.equal(element.localName);
  });
});
