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

    it('is no token: where only a customer token was made it says just that', async () => {
      const element = await stage.ready(`<form>${tag('name="klarna_order"')}</form>`, 'klarna');
      await complete(element, { customer_token: { token_id: 'secret-token' } });
      expect(entries()).to.deep.equal([['klarna_order', 'tokenized']]);
    });

    it('is sent by no form without a name to send it by', async () => {
      const element = await stage.ready(`<form>${tag()}</form>`, 'klarna');
      await complete(element, { order_id: 'order-1' });
      expect(entries()).to.deep.equal([]);
    });
  });

  describe('when it is required', () => {
    it('keeps the form from being valid until the order exists', async () => {
      const element = await stage.ready(`<form>${tag('required')}</form>`, 'klarna');
      expect(form().checkValidity()).to.equal(false);
      expect(element.checkValidity()).to.equal(false);
      expect(element.validity.valueMissing).to.equal(true);
      expect(element.validationMessage).to.equal('Pay with Klarna first.');
      await complete(element, { order_id: 'order-1' });
      expect(form().checkValidity()).to.equal(true);
      expect(element.validationMessage).to.equal('');
    });

    it('points at the ways to pay, then at the button', async () => {
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
      it(`points at something that the shopper sees ${when}`, async () => {
        const element = stage.mount(`<form>${tag('required')}<button>Buy</button></form>`);
        await arrive(element);
        await element.updateComplete;
        expect(form().reportValidity()).to.equal(false);
        const pointedAt = element.shadowRoot?.activeElement;
        expect(pointedAt?.checkVisibility({ visibilityProperty: true })).to.equal(true);
        expect(element.validationMessage).to.equal('Pay with Klarna first.');
      });
    }

    it('points at the words where Klarna cannot be used', async () => {
      const element = stage.mount(`<form>${tag('required')}</form>`);
      (await stage.endpoint.next()).answer(sessionAnswer());
      await statusIs(element, 'unavailable');
      expect(element.validationMessage).to.contain('choose another way to pay');
      element.reportValidity();
      expect(element.shadowRoot?.activeElement?.getAttribute('part')).to.equal('alert');
    });

    it('does not stand in its own way', async () => {
      const element = await stage.ready(`<form>${tag('required')}</form>`, 'klarna');
      button(element).click();
      expect(stage.klarna.authorizations.length).to.equal(1);
      expect(form().checkValidity(), 'and is required as before').to.equal(false);
    });

    it('lets the fields of the form stand in the way', async () => {
      const element = await stage.ready(`<form><input required>${tag('required')}</form>`, 'klarna');
      button(element).click();
      expect(stage.klarna.authorizations).to.deep.equal([]);
      expect(document.activeElement).to.equal(form().elements[0]);
      expect(element.validity.valueMissing).to.equal(true);
    });

    it('is content with an approval that the page itself makes an order of, maybe with this very form', async () => {
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

    it('is content with an approval that a later page makes an order of', async () => {
      const element = await stage.ready(`<form>${tag('required finalization="manual"')}</form>`, 'klarna');
      button(element).click();
      stage.klarna.authorizations[0]?.answer({ approved: true, show_form: true, finalize_required: true });
      await statusIs(element, 'authorized');
      expect(form().checkValidity()).to.equal(true);
    });

    it('is not asked while it is disabled', async () => {
      const element = await stage.ready(`<form><fieldset disabled>${tag('required')}</fieldset></form>`, 'klarna');
      expect(element.willValidate).to.equal(false);
      expect(form().checkValidity()).to.equal(true);
    });

    it('is valid without', async () => {
      const element = await stage.ready(`<form>${tag()}</form>`);
      expect(element.willValidate).to.equal(true);
      expect(element.checkValidity()).to.equal(true);
      element.required = true;
      await element.updateComplete;
      expect(element.checkValidity()).to.equal(false);
    });
  });

  it('respects novalidate', async () => {
    const element = await stage.ready(`<form novalidate><input required>${tag()}</form>`, 'klarna');
    button(element).click();
    expect(stage.klarna.authorizations.length).to.equal(1);
  });

  it('asks the form again at the last of several steps', async () => {
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

  it('asks the form before the page: an incomplete form fires no klarna-before-authorize', async () => {
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

    it('goes back to the choice of the page', async () => {
      const element = await stage.ready(`<form>${tag('payment-method-category="pay_now"')}</form>`);
      radios(element)[1]?.click();
      await element.updateComplete;
      form().reset();
      await element.updateComplete;
      expect(radios(element).map(({ checked }) => checked)).to.deep.equal([true, false]);
    });

    it('takes back what it said, the same choice or not', async () => {
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

  it('takes the choice that the browser kept', async () => {
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
    /** As the browser sends it once nobody has used the key. */
    const pressEnter = (field: Element | undefined = form().elements[0]) => {
      const event = new KeyboardEvent('keypress', { key: 'Enter', bubbles: true, cancelable: true, composed: true });
      field?.dispatchEvent(event);
      return event.defaultPrevented;
    };
    const presses = () => stage.klarna.authorizations.length;

    it('is the button of a form that has no other, and puts nothing into the page', async () => {
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

    it('belongs to a form elsewhere as well, and to a field that stands outside of it', async () => {
      await stage.ready(`<form id="far"></form><input form="far">${tag('form="far"')}`, 'klarna');
      pressEnter();
      expect(presses()).to.equal(1);
    });

    for (const own of ['<button>Buy</button>', '<input type="submit">', '<input type="image" alt="Buy">']) {
      it(`leaves a form alone that has its own: ${own}`, async () => {
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
      it(`means in ${field} what Enter means there`, async () => {
        await stage.ready(`<form>${field}${tag()}</form>`, 'klarna');
        expect(pressEnter()).to.equal(false);
        expect(presses()).to.equal(0);
      });
    }

    it('leaves a key alone that the page has used, and one in another form', async () => {
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

    it('notices that the page has got a button or lost it', async () => {
      await stage.ready(`<form><input>${tag()}</form>`, 'klarna');
      const own = document.createElement('button');
      form().append(own);
      pressEnter();
      expect(presses()).to.equal(0);
      own.remove();
      pressEnter();
      expect(presses()).to.equal(1);
    });

    it('hears a field that is a custom element of the form', async () => {
      await stage.ready(`<form><enter-field></enter-field>${tag()}</form>`, 'klarna');
      pressEnter(form().elements[0]?.shadowRoot?.querySelector('input') ?? undefined);
      expect(presses()).to.equal(1);
    });

    it('is the button of a form that was made in a template, as many frameworks make it', async () => {
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

    it('listens to a form no more that the element has left', async () => {
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

    it('posts the form in the place of the redirect, where the form leads somewhere and it has a name', async () => {
      const element = await stage.ready(`<form action="/thanks">${tag('name="order"')}</form>`, 'klarna');
      const posted = submissions();
      await complete(element, { order_id: 'order-1', redirect_url: '#away' });
      expect(posted).to.deep.equal([[['order', 'order-1']]]);
      expect(location.hash).to.equal('');
      expect(stage.klarna.authorizations.length, 'that submission is no press').to.equal(1);
    });

    it('posts it in this window if its own would be blocked, long after the press', async () => {
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

    it('posts it although a field was emptied meanwhile', async () => {
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

    it('does not, when the page cancels klarna-complete', async () => {
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
