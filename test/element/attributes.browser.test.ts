import { expect } from 'chai';
import { KlarnaCheckoutButton } from '../../src/element/klarna-checkout-button.ts';
import { Stage, TAG } from '../support/stage.ts';

/** `form` is read by the browser, so the class does not observe it. */
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

  it('"finalization" is told to the endpoint, and leaves the method finalize() as it is', async () => {
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

const camelCase = (name: string): string => name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** The property as a framework finds it, with `in`: on the class or one of those that it extends. */
function findProperty(name: string): PropertyDescriptor | undefined {
  for (let owner = KlarnaCheckoutButton.prototype; owner; owner = Object.getPrototypeOf(owner)) {
    const found = Object.getOwnPropertyDescriptor(owner, name);
    if (found) return found;
  }
  return undefined;
}
