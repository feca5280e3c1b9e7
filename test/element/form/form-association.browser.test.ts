import { expect } from 'chai';
import type { KlarnaCheckoutButton } from '../../../src/element/klarna-checkout-button.ts';
import { sessionAnswer } from '../../support/fake-endpoint.ts';
import { button, event, radios, Stage, statusIs, text } from '../../support/stage.ts';

const tag = (attributes = '') => `<klarna-checkout-button endpoint="/klarna" ${attributes}></klarna-checkout-button>`;

class EnterField extends HTMLElement {
  static readonly formAssociated = true;
  readonly #internals = this.attachInternals();

  constructor() {
    super();
    this.attachShadow({ mode: 'open' }).innerHTML = '<input>';
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }
}
customElements.define('enter-field', EnterField);

describe('<klarna-checkout-button> in a form', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
    location.hash = '';
  });

  afterEach(() => stage.clear());

  const form = (): HTMLFormElement => {
    const found = stage.room.querySelector('form');
    if (!found) throw new Error('no form');
    return found;
  };
  const entries = () => [...new FormData(form())];
  const submitters = () => [...form().elements].filter((element) => element instanceof HTMLButtonElement);
  const focusField = () => (form().elements[0] as HTMLInputElement).focus();

  const complete = async (element: KlarnaCheckoutButton, order: object) => {
    button(element).click();
    stage.klarna.authorizations.at(-1)?.answer({ approved: true, show_form: true, authorization_token: 'token-1' });
    (await stage.endpoint.next()).answer(order);
    await statusIs(element, 'complete');
  };

  describe('its value', () => {
    it('is the order, once there is one, and nothing before', async () => {
      const element = await stage.ready(`<form>${tag('name="klarna_order"')}</form>`, 'klarna');
      expect(entries()).to.deep.equal([]);
      await complete(element, { order_id: 'order-1', fraud_status: 'ACCEPTED' });
      expect(entries()).to.deep.equal([['klarna_order', 'order-1']]);
    });

    it('is `tokenized` and no token if there is only a customer token', async () => {
      const element = await stage.ready(`<form>${tag('name="klarna_order"')}</form>`, 'klarna');
      await complete(element, { customer_token: { token_id: 'secret-token' } });
      expect(entries()).to.deep.equal([['klarna_order', 'tokenized']]);
    });

    it('is not sent if the element has no name', async () => {
      const element = await stage.ready(`<form>${tag()}</form>`, 'klarna');
      await complete(element, { order_id: 'order-1' });
      expect(entries()).to.deep.equal([]);
    });
  });

  describe('when it is required', () => {
    it('makes the form invalid until the order exists', async () => {
      const element = await stage.ready(`<form>${tag('required')}</form>`, 'klarna');
      expect(form().checkValidity()).to.equal(false);
      expect(element.checkValidity()).to.equal(false);
      expect(element.validity.valueMissing).to.equal(true);
      expect(element.validationMessage).to.equal('Pay with Klarna first.');
      await complete(element, { order_id: 'order-1' });
      expect(form().checkValidity()).to.equal(true);
      expect(element.validationMessage).to.equal('');
    });

    it('shows the browser’s message at the ways to pay, then at the button', async () => {
      const element = await stage.ready(`<form>${tag('required')}</form>`);
      expect(element.validationMessage).to.equal('Choose how you want to pay first.');
      expect(element.reportValidity()).to.equal(false);
      expect(element.shadowRoot?.activeElement).to.equal(radios(element)[0]);
      radios(element)[1]?.click();
      await element.updateComplete;
      expect(element.validationMessage).to.equal('Pay with Klarna first.');
      expect(form().reportValidity()).to.equal(false);
      expect(element.shadowRoot?.activeElement).to.equal(button(element));
    });

    for (const [when, arrive] of Object.entries({
      'while Klarna loads': async () => stage.endpoint.next(),
      'after the first try has failed': async (element: KlarnaCheckoutButton) => {
        (await stage.endpoint.next()).answer({ code: 'session' }, 400);
        await statusIs(element, 'failed');
        element.retry();
      },
    })) {
      it(`shows the browser’s message at something visible ${when}`, async () => {
        const element = stage.mount(`<form>${tag('required')}<button>Buy</button></form>`);
        await arrive(element);
        await element.updateComplete;
        expect(form().reportValidity()).to.equal(false);
        const pointedAt = element.shadowRoot?.activeElement;
        expect(pointedAt?.checkVisibility({ visibilityProperty: true })).to.equal(true);
        expect(element.validationMessage).to.equal('Pay with Klarna first.');
      });
    }

    it('shows the browser’s message at the alert if Klarna cannot be used', async () => {
      const element = stage.mount(`<form>${tag('required')}</form>`);
      (await stage.endpoint.next()).answer(sessionAnswer());
      await statusIs(element, 'unavailable');
      expect(element.validationMessage).to.contain('choose another way to pay');
      element.reportValidity();
      expect(element.shadowRoot?.activeElement?.getAttribute('part')).to.equal('alert');
    });

    it('does not block its own press', async () => {
      const element = await stage.ready(`<form>${tag('required')}</form>`, 'klarna');
      button(element).click();
      expect(stage.klarna.authorizations.length).to.equal(1);
      expect(form().checkValidity(), 'and is required as before').to.equal(false);
    });

    it('does not open Klarna while fields of the form are invalid', async () => {
      const element = await stage.ready(`<form><input required>${tag('required')}</form>`, 'klarna');
      button(element).click();
      expect(stage.klarna.authorizations).to.deep.equal([]);
      expect(document.activeElement).to.equal(form().elements[0]);
      expect(element.validity.valueMissing).to.equal(true);
    });

    it('is valid once Klarna has authorized and the page places the order itself', async () => {
      const element = await stage.ready(`<form>${tag('required')}</form>`, 'klarna');
      const valid: boolean[] = [];
      element.addEventListener('klarna-authorize', (fired) => {
        fired.preventDefault();
        valid.push(form().checkValidity());
      });
      button(element).click();
      expect(form().checkValidity()).to.equal(false);
      stage.klarna.authorizations[0]?.answer({ approved: true, show_form: true, authorization_token: 'token-1' });
      await statusIs(element, 'authorized');
      expect(valid).to.deep.equal([true]);
    });

    it('is valid once Klarna has authorized and a later page places the order', async () => {
      const element = await stage.ready(`<form>${tag('required finalization="manual"')}</form>`, 'klarna');
      button(element).click();
      stage.klarna.authorizations[0]?.answer({ approved: true, show_form: true, finalize_required: true });
      await statusIs(element, 'authorized');
      expect(form().checkValidity()).to.equal(true);
    });

    it('does not count while it is disabled', async () => {
      const element = await stage.ready(`<form><fieldset disabled>${tag('required')}</fieldset></form>`, 'klarna');
      expect(element.willValidate).to.equal(false);
      expect(form().checkValidity()).to.equal(true);
    });

    it('is valid if it is not required', async () => {
      const element = await stage.ready(`<form>${tag()}</form>`);
      expect(element.willValidate).to.equal(true);
      expect(element.checkValidity()).to.equal(true);
      element.required = true;
      await element.updateComplete;
      expect(element.checkValidity()).to.equal(false);
    });
  });

  it('opens Klarna with novalidate although fields are invalid', async () => {
    const element = await stage.ready(`<form novalidate><input required>${tag()}</form>`, 'klarna');
    button(element).click();
    expect(stage.klarna.authorizations.length).to.equal(1);
  });

  it('validates the form again at the last of several steps', async () => {
    const element = await stage.ready(`<form><input type="checkbox">${tag('finalization="manual"')}</form>`, 'klarna');
    button(element).click();
    stage.klarna.authorizations[0]?.answer({ approved: true, show_form: true, finalize_required: true });
    await statusIs(element, 'authorized');
    const terms = form().elements[0] as HTMLInputElement;
    terms.required = true;
    button(element).click();
    expect(stage.klarna.finalizations).to.deep.equal([]);
    terms.checked = true;
    button(element).click();
    expect(stage.klarna.finalizations.length).to.equal(1);
  });

  it('fires no klarna-before-authorize for an incomplete form', async () => {
    const element = await stage.ready(`<form><input required>${tag()}</form>`, 'klarna');
    const fired: string[] = [];
    form().addEventListener('invalid', () => fired.push('invalid'), true);
    element.addEventListener('klarna-before-authorize', () => fired.push('klarna-before-authorize'));
    button(element).click();
    expect(fired).to.deep.equal(['invalid']);
    (form().elements[0] as HTMLInputElement).value = 'x';
    button(element).click();
    expect(fired).to.deep.equal(['invalid', 'klarna-before-authorize']);
  });

  describe('when the form is reset', () => {
    it('undoes the choice', async () => {
      const element = await stage.ready(`<form>${tag()}</form>`);
      radios(element)[1]?.click();
      await element.updateComplete;
      form().reset();
      await element.updateComplete;
      expect(element.paymentMethodCategory).to.equal(undefined);
      expect(radios(element).map(({ checked }) => checked)).to.deep.equal([false, false]);
    });

    it('returns to the choice of the page', async () => {
      const element = await stage.ready(`<form>${tag('payment-method-category="pay_now"')}</form>`);
      radios(element)[1]?.click();
      await element.updateComplete;
      form().reset();
      await element.updateComplete;
      expect(radios(element).map(({ checked }) => checked)).to.deep.equal([true, false]);
    });

    it('removes its message, whether the choice changes or not', async () => {
      const element = await stage.ready(`<form>${tag()}</form>`, 'klarna');
      const cancelled = event(element, 'klarna-cancel');
      button(element).click();
      stage.klarna.authorizations[0]?.answer({ approved: false, show_form: true });
      await cancelled;
      await element.updateComplete;
      expect(text(element, '[role=status]')).to.contain('Nothing was ordered');
      form().reset();
      await element.updateComplete;
      expect(text(element, '[role=status]')).to.equal('');
      expect(element.paymentMethodCategory).to.equal('klarna');
    });

    it('keeps the order', async () => {
      const element = await stage.ready(`<form>${tag('name="order"')}</form>`, 'klarna');
      await complete(element, { order_id: 'order-1' });
      form().reset();
      await element.updateComplete;
      expect(element.order?.order_id).to.equal('order-1');
      expect(entries()).to.deep.equal([['order', 'order-1']]);
    });
  });

  it('restores the choice that the browser has kept', async () => {
    const element = await stage.ready(`<form>${tag()}</form>`);
    element.formStateRestoreCallback('pay_later');
    await element.updateComplete;
    expect(radios(element).map(({ checked }) => checked)).to.deep.equal([false, true]);
  });

  it('knows its labels, which lead to it', async () => {
    const element = await stage.ready(`<form><label for="pay">Payment</label>${tag('id="pay"')}</form>`);
    expect([...element.labels]).to.deep.equal([stage.room.querySelector('label')]);
    stage.room.querySelector('label')?.click();
    expect(element.shadowRoot?.activeElement).to.equal(radios(element)[0]);
    expect(stage.klarna.authorizations).to.deep.equal([]);
  });

  describe('on Enter', () => {
    /** The event that a browser sends if nothing has used the key. */
    const pressEnter = (field: Element | undefined = form().elements[0]) => {
      const event = new KeyboardEvent('keypress', { key: 'Enter', bubbles: true, cancelable: true, composed: true });
      field?.dispatchEvent(event);
      return event.defaultPrevented;
    };
    const presses = () => stage.klarna.authorizations.length;

    it('presses the button of a form that has no other, and adds nothing to the page', async () => {
      const element = await stage.ready(`<form><input><input>${tag()}</form>`, 'klarna');
      const before = form().innerHTML;
      focusField();
      form().addEventListener('submit', () => expect.fail('the form was submitted'));
      expect(pressEnter(), 'the browser does not submit the form as well').to.equal(true);
      expect(presses()).to.equal(1);
      expect(element.status).to.equal('authorizing');
      expect(submitters()).to.deep.equal([]);
      expect(form().innerHTML).to.equal(before);
    });

    it('presses the button of a form elsewhere, and from a field outside of the form element', async () => {
      await stage.ready(`<form id="far"></form><input form="far">${tag('form="far"')}`, 'klarna');
      pressEnter();
      expect(presses()).to.equal(1);
    });

    for (const own of ['<button>Buy</button>', '<input type="submit">', '<input type="image" alt="Buy">']) {
      it(`ignores a form that has its own button: ${own}`, async () => {
        await stage.ready(`<form><input>${own}${tag()}</form>`, 'klarna');
        expect(pressEnter()).to.equal(false);
        expect(presses()).to.equal(0);
      });
    }

    for (const field of [
      '<textarea></textarea>',
      '<select></select>',
      '<input type="file">',
      '<button type="button">',
    ]) {
      it(`leaves Enter to ${field}`, async () => {
        await stage.ready(`<form>${field}${tag()}</form>`, 'klarna');
        expect(pressEnter()).to.equal(false);
        expect(presses()).to.equal(0);
      });
    }

    it('ignores a key that the page has used, and a key in another form', async () => {
      await stage.ready(`<form><input>${tag()}</form><form><input></form>`, 'klarna');
      expect(pressEnter(stage.room.querySelectorAll('form')[1]?.elements[0])).to.equal(false);
      form().addEventListener('keypress', (event) => event.preventDefault());
      pressEnter();
      expect(presses()).to.equal(0);
    });

    it('leaves the form to the browser while the element is disabled', async () => {
      await stage.ready(`<form><input>${tag('disabled')}</form>`, 'klarna');
      expect(pressEnter()).to.equal(false);
    });

    for (const panel of ['hidden', 'style="height: 0; overflow: hidden"', 'style="visibility: hidden"']) {
      it(`leaves the form to the browser while the element is in a panel that is out of view: ${panel}`, async () => {
        await stage.ready(`<form><input><div ${panel}>${tag()}</div></form>`, 'klarna');
        expect(pressEnter()).to.equal(false);
        expect(presses()).to.equal(0);
        stage.room.querySelector('div')?.removeAttribute(panel.split('=')[0] ?? '');
        pressEnter();
        expect(presses()).to.equal(1);
      });
    }

    it('opens no session for a lazy element that is out of view', async () => {
      const element = stage.mount(`<form><input><div hidden>${tag('loading="lazy"')}</div></form>`);
      await element.updateComplete;
      expect(pressEnter()).to.equal(false);
      await element.updateComplete;
      expect(element.status).to.equal('idle');
    });

    it('notices a submit button that the page adds or removes', async () => {
      await stage.ready(`<form><input>${tag()}</form>`, 'klarna');
      const own = document.createElement('button');
      form().append(own);
      pressEnter();
      expect(presses()).to.equal(0);
      own.remove();
      pressEnter();
      expect(presses()).to.equal(1);
    });

    it('presses the button from a field that is a custom element of the form', async () => {
      await stage.ready(`<form><enter-field></enter-field>${tag()}</form>`, 'klarna');
      pressEnter(form().elements[0]?.shadowRoot?.querySelector('input') ?? undefined);
      expect(presses()).to.equal(1);
    });

    it('presses the button of a form that was made in a template', async () => {
      const made = document.createElement('template');
      made.innerHTML = `<form><input>${tag()}</form>`;
      stage.klarna.onLoad = (call) => call.answer({ show_form: true });
      stage.room.append(document.importNode(made.content, true));
      const element = stage.room.querySelector('klarna-checkout-button') as KlarnaCheckoutButton;
      (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
      await statusIs(element, 'ready');
      pressEnter();
      expect(presses()).to.equal(1);
    });

    it('ignores a form that the element has left', async () => {
      const element = await stage.ready(`<form><input>${tag()}</form>`, 'klarna');
      stage.room.append(element);
      expect(pressEnter()).to.equal(false);
    });
  });

  describe('when the order exists', () => {
    const submissions = () => {
      const posted: [string, FormDataEntryValue][][] = [];
      form().addEventListener('submit', (submit) => {
        submit.preventDefault();
        posted.push(entries());
      });
      return posted;
    };

    it('posts the form instead of the redirect if the form has an action and the element a name', async () => {
      const element = await stage.ready(`<form action="/thanks">${tag('name="order"')}</form>`, 'klarna');
      const posted = submissions();
      await complete(element, { order_id: 'order-1', redirect_url: '#away' });
      expect(posted).to.deep.equal([[['order', 'order-1']]]);
      expect(location.hash).to.equal('');
      expect(stage.klarna.authorizations.length, 'that submission is no press').to.equal(1);
    });

    it('posts the form in this window if a new one would be blocked', async () => {
      const element = await stage.ready(
        `<form action="/thanks" target="_blank">${tag('name="order"')}</form>`,
        'klarna',
      );
      const targets: string[] = [];
      form().addEventListener('submit', (submit) => {
        submit.preventDefault();
        targets.push(form().target);
      });
      await complete(element, { order_id: 'order-1' });
      expect(targets).to.deep.equal(['_self']);
      expect(form().target).to.equal('_blank');
    });

    it('posts the form although a field is empty by then', async () => {
      const element = await stage.ready(
        `<form action="/thanks"><input required value="x">${tag('name="order" required')}</form>`,
        'klarna',
      );
      const posted = submissions();
      element.addEventListener('klarna-authorize', () => {
        (form().elements[0] as HTMLInputElement).value = '';
      });
      await complete(element, { order_id: 'order-1' });
      expect(posted.length).to.equal(1);
      expect(form().noValidate).to.equal(false);
    });

    it('does not post the form if the page cancels klarna-complete', async () => {
      const element = await stage.ready(`<form action="/thanks">${tag('name="order"')}</form>`, 'klarna');
      const posted = submissions();
      document.addEventListener('klarna-complete', (fired) => fired.preventDefault(), { once: true });
      await complete(element, { order_id: 'order-1', redirect_url: '#away' });
      expect(posted).to.deep.equal([]);
      expect(location.hash).to.equal('');
    });

    for (const [what, markup] of Object.entries({
      'a form that leads nowhere': `<form>${tag('name="order"')}</form>`,
      'no name': `<form action="/thanks">${tag()}</form>`,
      'a form whose action is a script': `<form action="javascript:void(0)">${tag('name="order"')}</form>`,
      'a form that only closes its dialog': `<form method="Dialog" action="/thanks">${tag('name="order"')}</form>`,
    })) {
      it(`follows the redirect with ${what}`, async () => {
        const element = await stage.ready(markup, 'klarna');
        const posted = submissions();
        await complete(element, { order_id: 'order-1', redirect_url: '#away' });
        expect(posted).to.deep.equal([]);
        expect(location.hash).to.equal('#away');
      });
    }
  });
});
