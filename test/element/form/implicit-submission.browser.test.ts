import { expect } from 'chai';
import { button, Stage, text } from '../../support/stage.ts';

const TAG = '<klarna-checkout-button endpoint="/klarna"></klarna-checkout-button>';

declare global {
  interface Window {
    judge?: ((form: HTMLFormElement, event: Event) => unknown) | undefined;
  }
}

describe('a press validates the form', () => {
  let stage: Stage;
  const real = console.warn;
  const warned: string[] = [];

  beforeEach(() => {
    stage = new Stage();
    warned.length = 0;
    console.warn = (...words: unknown[]) => void warned.push(words.join(' '));
  });

  afterEach(async () => {
    console.warn = real;
    delete window.judge;
    await stage.clear();
  });

  const presses = () => stage.klarna.authorizations.length;

  /** The texts are a file of their own, so warnings appear later. */
  const warning = async (part: string) => {
    while (!warned.some((words) => words.includes(part))) await new Promise((done) => requestAnimationFrame(done));
  };

  const inForm = (attributes: string, fields = '') =>
    stage.ready(`<form ${attributes}>${fields}${TAG}</form>`, 'klarna');

  describe('with novalidate and an onsubmit handler', () => {
    it('keeps Klarna closed when it returns false, and opens it when it does not', async () => {
      const element = await inForm('novalidate onsubmit="return judge(this, event)"');
      let isValid = false;
      const asked: unknown[] = [];
      window.judge = (form, { target, currentTarget }) => {
        asked.push(form === target && form === currentTarget);
        return isValid;
      };
      button(element).click();
      expect(presses()).to.equal(0);
      await warning('refused the press');
      isValid = true;
      button(element).click();
      expect(presses()).to.equal(1);
      expect(asked).to.deep.equal([true, true]);
    });

    it('keeps Klarna closed when the handler cancels the event and marks a field', async () => {
      const element = await inForm('novalidate onsubmit="return judge(this, event)"', '<input id="own">');
      const field = stage.room.querySelector('input');
      window.judge = (_, event) => {
        event.preventDefault();
        field?.setAttribute('aria-invalid', String(field.value === ''));
      };
      button(element).click();
      expect(presses()).to.equal(0);
      if (field) field.value = 'x';
      button(element).click();
      expect(presses(), 'a handler that cancels every submit').to.equal(1);
    });

    const countOrders = () => {
      let orders = 0;
      const form = stage.room.querySelector('form') as HTMLFormElement;
      form.onsubmit = (event) => {
        event.preventDefault();
        orders += 1;
        return false;
      };
      return () => orders;
    };

    it('never calls a handler that a script has set, because it may place the order, and warns', async () => {
      const element = await inForm('novalidate');
      const orders = countOrders();
      button(element).click();
      expect(orders()).to.equal(0);
      expect(presses()).to.equal(1);
      await warning('without its onsubmit handler');
    });

    it('never calls a handler with which a script has replaced the attribute’s', async () => {
      const element = await inForm('novalidate onsubmit="return judge()"');
      const orders = countOrders();
      button(element).click();
      expect(orders()).to.equal(0);
      expect(presses()).to.equal(1);
    });

    for (const [what, attributes, fields] of [
      ['returns nothing but false', 'novalidate onsubmit="return false"', ''],
      ['belongs to a submit button of the form', 'novalidate onsubmit="return judge()"', '<button>Buy</button>'],
      ['is not asked because the browser judges', 'onsubmit="return judge()"', ''],
      ['does more than to return an answer', 'novalidate onsubmit="placeOrder(); return judge()"', ''],
    ] as const) {
      it(`does not call a handler that ${what}`, async () => {
        const element = await inForm(attributes, fields);
        window.judge = () => false;
        button(element).click();
        expect(presses()).to.equal(1);
      });
    }

    it('fires no submit event', async () => {
      const element = await inForm('novalidate onsubmit="return judge()"');
      window.judge = () => true;
      const heard: string[] = [];
      const listen = ({ type }: Event) => void heard.push(type);
      document.addEventListener('submit', listen, true);
      button(element).click();
      document.removeEventListener('submit', listen, true);
      expect(heard).to.deep.equal([]);
      expect(presses()).to.equal(1);
    });

    it('names klarna-before-authorize in the console if it calls no handler', async () => {
      const element = await inForm('novalidate', '<input required>');
      button(element).click();
      expect(presses()).to.equal(1);
      await warning('klarna-before-authorize');
    });
  });

  describe('with a required field that is out of view', () => {
    const STEP = '<div hidden><label>Delivery day <input name="day" required></label></div>';
    const realNow = performance.now;

    afterEach(() => {
      performance.now = realNow;
    });

    it('names the field to the shopper and in the console', async () => {
      const element = await inForm('', STEP);
      button(element).click();
      expect(presses()).to.equal(0);
      await element.updateComplete;
      expect(text(element, '[role=alert]')).to.match(/^Delivery day: ./);
      await warning('nobody sees: day');
    });

    it('opens Klarna at the next press if the field cannot be reached, but not at a double click', async () => {
      const element = await inForm('', STEP);
      button(element).click();
      button(element).click();
      expect(presses()).to.equal(0);
      performance.now = () => realNow.call(performance) + 2_000;
      button(element).click();
      expect(presses()).to.equal(1);
    });

    it('keeps Klarna closed for a transparent box that the page draws itself', async () => {
      const element = await inForm(
        '',
        '<input type="checkbox" name="terms" aria-label="Terms" required style="opacity: 0">',
      );
      button(element).click();
      performance.now = () => realNow.call(performance) + 2_000;
      button(element).click();
      expect(presses()).to.equal(0);
      await element.updateComplete;
      expect(text(element, '[role=alert]')).to.match(/^Terms: ./);
    });

    for (const [what, markup] of [
      ['a box', '<input type="checkbox" required id="terms" style="display: none"><label for="terms">Terms</label>'],
      ['a radio', '<label>Terms <input type="radio" name="terms" required style="display: none"></label>'],
    ] as const) {
      it(`keeps Klarna closed for ${what} that is not displayed if its label is in view`, async () => {
        const element = await inForm('', markup);
        const pressLater = () => {
          performance.now = () => realNow.call(performance) + 2_000;
          button(element).click();
        };
        button(element).click();
        pressLater();
        expect(presses()).to.equal(0);
        stage.room.querySelector('label')?.click();
        pressLater();
        expect(presses()).to.equal(1);
      });
    }

    it('leaves the message to the browser if another invalid field is in view', async () => {
      const element = await inForm('', `${STEP}<input name="seen" required>`);
      button(element).click();
      await element.updateComplete;
      expect(presses()).to.equal(0);
      expect(element.shadowRoot?.querySelector('[role=alert] p')).to.equal(null);
    });

    it('lets the page show the step in a listener of invalid', async () => {
      const element = await inForm('', STEP);
      stage.room.addEventListener('invalid', () => stage.room.querySelector('div')?.removeAttribute('hidden'), true);
      button(element).click();
      await element.updateComplete;
      expect(presses()).to.equal(0);
      expect(element.shadowRoot?.querySelector('[role=alert] p')).to.equal(null);
    });

    it('names the field at the last of several steps as well', async () => {
      const element = await stage.ready(
        '<form><klarna-checkout-button endpoint="/klarna" finalization="manual"></klarna-checkout-button></form>',
        'klarna',
      );
      button(element).click();
      stage.klarna.authorizations[0]?.answer({ approved: true, show_form: true, finalize_required: true });
      while (element.status !== 'authorized') await new Promise((done) => requestAnimationFrame(done));
      stage.room.querySelector('form')?.insertAdjacentHTML('afterbegin', STEP);
      button(element).click();
      await element.updateComplete;
      expect(stage.klarna.finalizations).to.deep.equal([]);
      expect(text(element, '[role=alert]')).to.match(/^Delivery day: ./);
    });
  });
});
