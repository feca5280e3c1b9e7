/** Rules of a merchant's style sheet that reach the element, or Klarna's iframe inside it. */
import { expect } from 'chai';
import { button, Stage, TAG } from '../../support/stage.ts';

// A rule for Klarna's iframe itself, such as `iframe { position: absolute }`, still moves it.
const RULES = ['form { columns: 2 }', '.shop * { all: unset }'];

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

  for (const rule of RULES) {
    it(`shows Klarna’s iframe above the button in spite of ${rule}`, async () => {
      sheet.textContent = rule;
      document.head.append(sheet);
      const element = await stage.ready(`<div class="shop"><form>${TAG}</form></div>`, 'klarna');
      // As Klarna's script does, with the height that its widget has at first.
      const iframe = document.createElement('iframe');
      iframe.style.cssText = 'width: 100%; height: 230px';
      const container = stage.klarna.loads[0]?.options.container;
      if (container instanceof HTMLElement) container.append(iframe);
      await element.updateComplete;
      const frame = iframe.getBoundingClientRect();
      const press = button(element).getBoundingClientRect();
      expect(frame.height, 'height of the iframe').to.be.at.least(230);
      expect(frame.bottom, 'lower edge of the iframe').to.be.at.most(press.top);
      expect(frame.left, 'left edge of the iframe').to.be.at.least(press.left - 1);
      expect(frame.right, 'right edge of the iframe').to.be.at.most(press.right + 1);
    });
  }
});
