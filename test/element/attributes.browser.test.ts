import { expect } from 'chai';
import { KlarnaCheckoutButton } from '../../src/element/klarna-checkout-button.ts';
import { takeConsoleErrors } from '../support/console-errors.ts';
import { sessionAnswer } from '../support/fake-endpoint.ts';
import { button, radios, Stage, statusIs, TAG } from '../support/stage.ts';

/** The browser reads `form`, so the class does not observe it. */
const ATTRIBUTES = [...KlarnaCheckoutButton.observedAttributes, 'form'];

/** React 19, Preact, Vue, Solid, Stencil, LWC and Angular assign an attribute to the property of its name. */
describe('an attribute that a framework assigns as a property', () => {
  let stage: Stage;
  let element: KlarnaCheckoutButton;

  beforeEach(() => {
    stage = new Stage();
    element = stage.mount();
  });

  afterEach(() => stage.clear());

  for (const attribute of ATTRIBUTES) {
    it(`"${attribute}" has a settable property of its name, and covers no method`, async () => {
      const property = camelCase(attribute);
      expect(findProperty(property)?.set, `a setter of ${property}`).to.be.a('function');
      expect(findProperty(attribute)?.value, `a method ${attribute}()`).to.equal(undefined);
      const isBoolean = Reflect.get(element, property) === false;
      Reflect.set(element, property, isBoolean ? true : 'manual');
      await element.updateComplete;
      expect(element.getAttribute(attribute)).to.equal(isBoolean ? '' : 'manual');
    });
  }

  it('"finalization" goes to the endpoint, and does not overwrite the method finalize()', async () => {
    element = stage.mount('<klarna-checkout-button></klarna-checkout-button>');
    Object.assign(element, { endpoint: '/klarna', finalization: 'manual' });
    expect((await stage.endpoint.next()).body).to.deep.include({ finalize: 'manual' });
    expect(element.finalize).to.be.a('function');
  });

  describe('"form"', () => {
    const forms = (markup: string) => {
      stage.room.innerHTML = `<form id="delivery"></form><form></form>${markup}`;
      element = stage.room.querySelector('klarna-checkout-button') as KlarnaCheckoutButton;
      return [...stage.room.querySelectorAll('form')];
    };

    it('takes an id', () => {
      const [delivery] = forms(TAG);
      element.form = 'delivery';
      expect(element.form).to.equal(delivery);
    });

    it('takes a form that has an id', () => {
      const [delivery] = forms(TAG);
      element.form = delivery;
      expect(element.getAttribute('form')).to.equal('delivery');
      expect(element.form).to.equal(delivery);
    });

    for (const unset of ['', null, undefined]) {
      it(`is unset by ${JSON.stringify(unset)}`, () => {
        forms('<klarna-checkout-button endpoint="/klarna" form="delivery"></klarna-checkout-button>');
        element.form = unset;
        expect(element.hasAttribute('form')).to.equal(false);
        expect(element.form).to.equal(null);
      });
    }
  });
});

/** Frameworks assign these when they remove an attribute or a property. */
const UNSET = [undefined, null, ''];

describe('a property that is removed', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
  });

  afterEach(() => stage.clear());

  const PRESETS = { finalization: 'auto', loading: 'eager', theme: 'auto', shape: 'default' };
  const TEXTS = ['endpoint', 'locale', 'paymentMethodCategory', 'name', ...Object.keys(PRESETS)];

  for (const property of TEXTS) {
    it(`"${property}" is unset by undefined, null and '', and so is its attribute`, async () => {
      const element = stage.mount();
      const attribute = property.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      const preset = Reflect.get({ ...PRESETS }, property);
      for (const value of UNSET) {
        Reflect.set(element, property, 'manual');
        await element.updateComplete;
        expect(element.getAttribute(attribute)).to.equal('manual');
        Reflect.set(element, property, value);
        await element.updateComplete;
        expect(Reflect.get(element, property)).to.equal(preset);
        expect(element.hasAttribute(attribute)).to.equal(false);
      }
      // An element without an endpoint prints an error.
      if (property === 'endpoint') await statusIs(element, 'failed').then(takeConsoleErrors);
    });
  }

  for (const value of [...UNSET, 'anna', false, 5]) {
    it(`"customer" set to ${JSON.stringify(value)} leaves the details to the form`, async () => {
      const element = await stage.ready(
        `<form><input autocomplete="email" value="a@example.se">${TAG}</form>`,
        'klarna',
      );
      Object.assign(element, { customer: value });
      button(element).click();
      expect(stage.klarna.authorizations[0]?.data).to.deep.equal({ billing_address: { email: 'a@example.se' } });
    });

    it(`"session" set to ${JSON.stringify(value)} leaves the session to the endpoint`, async () => {
      const element = stage.mount();
      Object.assign(element, { session: value });
      stage.klarna.onLoad = (call) => call.answer({ show_form: true });
      (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
      await statusIs(element, 'ready');
      expect(element.session).to.equal(undefined);
      expect(element.categories.map(({ identifier }) => identifier)).to.deep.equal(['klarna']);
    });
  }
});

describe('the reflection of properties', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
  });

  afterEach(() => stage.clear());

  it('adds no attribute to an untouched element', async () => {
    const element = stage.mount();
    await element.updateComplete;
    expect(element.getAttributeNames()).to.deep.equal(['endpoint']);
    Object.assign(element, { theme: 'auto', shape: 'default', finalization: 'auto', disabled: false, locale: '' });
    await element.updateComplete;
    expect(element.getAttributeNames()).to.deep.equal(['endpoint']);
  });

  it('does not rewrite the spelling of an attribute in the markup', async () => {
    const markup = 'endpoint="/klarna" theme="auto" disabled="disabled" finalization="auto"';
    const element = stage.mount(`<klarna-checkout-button ${markup}></klarna-checkout-button>`);
    await element.updateComplete;
    expect(element.outerHTML).to.contain(markup);
  });

  it('changes neither session nor choice if a morph removes the attribute', async () => {
    const element = await stage.ready();
    radios(element)[1]?.click();
    await element.updateComplete;
    for (const name of element.getAttributeNames()) if (name !== 'endpoint') element.removeAttribute(name);
    await element.updateComplete;
    expect(element.paymentMethodCategory).to.equal('pay_later');
    expect(radios(element).map(({ checked }) => checked)).to.deep.equal([false, true]);
    expect(element.status, 'nothing is prepared again').to.equal('ready');
  });
});

const camelCase = (name: string): string => name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** Finds the property as a framework does with `in`: on the class or a class that it extends. */
function findProperty(name: string): PropertyDescriptor | undefined {
  for (let owner = KlarnaCheckoutButton.prototype; owner; owner = Object.getPrototypeOf(owner)) {
    const found = Object.getOwnPropertyDescriptor(owner, name);
    if (found) return found;
  }
  return undefined;
}
