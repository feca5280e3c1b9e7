/** Removes each feature that one of the oldest browsers of the README lacks. */
import { expect } from 'chai';
import { styles } from '../../../src/element/styles/index.ts';
import type { Stage as StageType } from '../../support/stage.ts';

// Before ky loads, because ky looks for the feature once.
Reflect.deleteProperty(AbortSignal, 'any');
const { button, find, Stage, statusIs } = await import('../../support/stage.ts');

const FEATURES: Readonly<Record<string, readonly [owner: object, name: string]>> = {
  'ElementInternals.states': [ElementInternals.prototype, 'states'],
  'Promise.withResolvers': [Promise, 'withResolvers'],
  'Promise.try': [Promise, 'try'],
  'URL.canParse': [URL, 'canParse'],
  'URL.parse': [URL, 'parse'],
  'Element.checkVisibility': [Element.prototype, 'checkVisibility'],
  'Object.groupBy': [Object, 'groupBy'],
  'Set.union': [Set.prototype, 'union'],
  'Array.toSorted': [Array.prototype, 'toSorted'],
  'Array.fromAsync': [Array, 'fromAsync'],
  'Iterator.map': [Object.getPrototypeOf(Object.getPrototypeOf([].values())), 'map'],
  requestIdleCallback: [window, 'requestIdleCallback'],
  'navigator.locks': [Navigator.prototype, 'locks'],
  moveBefore: [Element.prototype, 'moveBefore'],
};

/** @returns a function that restores them */
function takeAway(names: readonly string[]): () => void {
  const taken = names.flatMap((feature) => {
    const [owner, name] = FEATURES[feature] ?? [];
    const descriptor = owner && name && Object.getOwnPropertyDescriptor(owner, name);
    if (!descriptor) return [];
    Reflect.deleteProperty(owner, name);
    return [() => Object.defineProperty(owner, name, descriptor)];
  });
  return () => {
    for (const putBack of taken) putBack();
  };
}

async function buy(stage: StageType): Promise<void> {
  const { element, call } = await stage.approved(
    '<form><input autocomplete="email" value="a@b.se"><klarna-checkout-button endpoint="/klarna"></klarna-checkout-button></form>',
  );
  expect(element.status).to.equal('ordering');
  call.answer({ order_id: 'order-1' });
  await statusIs(element, 'complete');
  expect(find(element, '[part~=status]').textContent).to.contain('Thank you');
}

describe('in an old browser, without AbortSignal.any', () => {
  let stage: StageType;
  let putBack: (() => void) | undefined;

  beforeEach(() => {
    stage = new Stage();
  });

  afterEach(async () => {
    putBack?.();
    await stage.clear();
  });

  for (const feature of Object.keys(FEATURES)) {
    it(`without ${feature} the shopper buys`, async () => {
      putBack = takeAway([feature]);
      await buy(stage);
    });
  }

  it('without all of these the shopper buys, corrects a field, and is offered another way', async () => {
    putBack = takeAway(Object.keys(FEATURES));
    const form = '<form><input autocomplete="email" value="a@b"><klarna-checkout-button endpoint="/klarna">';
    const element = await stage.ready(
      `${form}<a slot="fallback" href="#">Invoice</a></klarna-checkout-button></form>`,
      'klarna',
    );
    button(element).click();
    const invalid_fields = ['billing_address.email'];
    stage.klarna.authorizations.at(-1)?.answer({ approved: false, show_form: true, error: { invalid_fields } });
    await statusIs(element, 'ready');
    expect(stage.room.querySelector('input')?.validity.customError).to.equal(true);
    void element.refresh();
    (await stage.endpoint.next()).answer({ code: 'session', message: 'broken' }, 500);
    await statusIs(element, 'failed');
    expect(find(element, 'slot[name=fallback]')).to.be.an.instanceOf(HTMLSlotElement);
    await buy(stage);
  });

  it('without light-dark() its colours follow the colour scheme and can be read', async () => {
    const element = await stage.ready(undefined, 'klarna');
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles.cssText.replaceAll('light-dark(', 'unknown-function('));
    if (element.shadowRoot) element.shadowRoot.adoptedStyleSheets = [sheet];
    const colours = ['light', 'dark'].map((theme) => {
      element.setAttribute('theme', theme);
      const { color, backgroundColor } = getComputedStyle(button(element));
      return { color, backgroundColor };
    });
    const [light, dark] = colours;
    expect(light?.color).not.to.equal(light?.backgroundColor);
    expect(dark?.color).not.to.equal(dark?.backgroundColor);
    expect(light?.backgroundColor).not.to.equal(dark?.backgroundColor);
    expect(light?.backgroundColor).not.to.equal('rgba(0, 0, 0, 0)');
  });
});
