import { emulateMedia } from '@web/test-runner-commands';
import { expect } from 'chai';
import { find, radios, Stage } from '../support/stage.ts';

// Only Playwright can change the medium of a page. WebDriver has no command for it.
const describeInChromium = navigator.userAgent.includes('Chrome') ? describe : describe.skip;

describeInChromium('the styles for paper and for forced colours', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
  });

  afterEach(async () => {
    await emulateMedia({ media: 'screen' });
    await emulateMedia({ forcedColors: 'none' });
    await stage.clear();
  });

  it('print the widget of the chosen way to pay and no other', async () => {
    const element = await stage.ready(undefined, 'pay_now', 'pay_later', 'pay_over_time');
    radios(element)[1]?.click();
    await element.updateComplete;
    await emulateMedia({ media: 'print' });
    const panels = [...(element.shadowRoot?.querySelectorAll('[part=widget]') ?? [])];
    expect(panels.map((panel) => panel.checkVisibility())).to.deep.equal([false, true, false]);
  });

  it('give every line the text colour with forced colours', async () => {
    const element = await stage.ready();
    await emulateMedia({ forcedColors: 'active' });
    const { color, borderColor } = getComputedStyle(find(element, 'fieldset'));
    expect(borderColor).to.equal(color);
    const second = find(element, '.method + .method');
    expect(getComputedStyle(second).borderBlockStartColor).to.equal(getComputedStyle(second).color);
  });
});
