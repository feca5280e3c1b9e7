import { expect } from 'chai';
import type { CheckoutSession } from '../../src/checkout/endpoint/session.ts';
import type { KlarnaCheckoutButton } from '../../src/element/klarna-checkout-button.ts';
import { takeConsoleErrors } from '../support/console-errors.ts';
import { CLIENT_TOKEN, sessionAnswer } from '../support/fake-endpoint.ts';
import type { LoadCall } from '../support/fake-klarna.ts';
import { button, event, find, radios, Stage, statusIs, text } from '../support/stage.ts';

describe('<klarna-checkout-button>', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
  });

  afterEach(() => stage.clear());

  describe('when it appears', () => {
    it('asks the endpoint for a session, then hands its token to Klarna and loads each category', async () => {
      const element = stage.mount();
      const call = await stage.endpoint.next();
      expect(call.path).to.equal('/klarna/session');
      expect(element.status).to.equal('preparing');
      call.answer(sessionAnswer('pay_now', 'pay_later'));
      stage.klarna.onLoad = ({ answer }) => answer({ show_form: true });
      const { categories } = await event(element, 'klarna-ready');
      expect(stage.klarna.inits).to.deep.equal([CLIENT_TOKEN]);
      expect(stage.klarna.loads.map(({ options }) => options.payment_method_category)).to.deep.equal([
        'pay_now',
        'pay_later',
      ]);
      expect(categories.map(({ identifier }) => identifier)).to.deep.equal(['pay_now', 'pay_later']);
    });

    it('sends nothing about the customer before the button is pressed', async () => {
      await stage.ready(`<form><input autocomplete="email" value="a@b.se">
        <klarna-checkout-button endpoint="/klarna"></klarna-checkout-button></form>`);
      expect(stage.endpoint.calls.map(({ body }) => body)).to.deep.equal([{ locale: 'en' }]);
      expect(stage.klarna.loads.map(({ data }) => data)).to.deep.equal([{}, {}]);
    });

    it('puts the widgets into containers that the document can find', async () => {
      const element = await stage.ready();
      for (const { options } of stage.klarna.loads) {
        const { container } = options as { container: HTMLElement };
        expect(container.parentNode).to.equal(element);
        expect(container.assignedSlot?.name).to.equal(`widget-${options.payment_method_category}`);
      }
    });

    it('keeps its spinner in place while the widget grows', async () => {
      const load = Promise.withResolvers<LoadCall>();
      stage.klarna.onLoad = load.resolve;
      const element = stage.mount();
      (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
      const container = (await load.promise).options.container as HTMLElement;
      await element.updateComplete;
      const top = (height: number) => {
        container.style.height = `${height}px`;
        return find(element, '.clip > .spinner').getBoundingClientRect().top - container.getBoundingClientRect().top;
      };
      // The rotation moves its corners, but not its centre.
      find(element, '.clip > .spinner').style.animation = 'none';
      expect([80, 136, 290].map(top)).to.deep.equal([31, 31, 31]);
    });

    it('shows the names that Klarna gave, as radios of which none is chosen', async () => {
      const element = await stage.ready();
      expect(radios(element).map(({ checked }) => checked)).to.deep.equal([false, false]);
      expect(text(element, 'fieldset')).to.contain('Pay: pay_now').and.to.contain('Pay: pay_later');
    });

    it('shows no radio for a sole category, and chooses it', async () => {
      const element = await stage.ready(undefined, 'klarna');
      expect(radios(element)).to.deep.equal([]);
      expect(element.getAttribute('payment-method-category')).to.equal('klarna');
    });

    it('chooses the category of the attribute', async () => {
      const element = await stage.ready(
        '<klarna-checkout-button endpoint="/klarna" payment-method-category="pay_later"></klarna-checkout-button>',
      );
      expect(radios(element).map(({ checked }) => checked)).to.deep.equal([false, true]);
    });

    it('has the label that the law of the country requires', async () => {
      expect(text(await stage.ready(), 'button')).to.equal('Order with obligation to pay');
    });

    it('has Klarna’s label if no law requires another', async () => {
      stage.klarna.onLoad = (call) => call.answer({ show_form: true });
      const element = stage.mount();
      (await stage.endpoint.next()).answer({ ...sessionAnswer('klarna'), purchase_country: 'US' });
      await statusIs(element, 'ready');
      expect(text(element, 'button')).to.equal('Continue with Klarna');
    });

    it('says that it is not production', async () => {
      expect(text(await stage.ready(), '[part=ribbon]')).to.equal('Test mode: no money moves');
    });

    it('takes a session that the page opened, and asks the endpoint for none', async () => {
      stage.klarna.onLoad = (call) => call.answer({ show_form: true });
      const element = document.createElement('klarna-checkout-button');
      element.session = sessionAnswer('klarna') as never;
      stage.room.append(element);
      await statusIs(element, 'ready');
      expect(stage.endpoint.calls).to.deep.equal([]);
    });

    it('takes a promise of a session, and asks the endpoint when the cart changes', async () => {
      stage.klarna.onLoad = (call) => call.answer({ show_form: true });
      const early = Promise.withResolvers<CheckoutSession>();
      const element = document.createElement('klarna-checkout-button');
      element.endpoint = '/klarna';
      element.session = early.promise;
      stage.room.append(element);
      early.resolve(sessionAnswer('klarna') as CheckoutSession);
      await statusIs(element, 'ready');
      expect(stage.endpoint.calls).to.deep.equal([]);
      void element.refresh();
      expect((await stage.endpoint.next()).path).to.equal('/klarna/session');
    });

    it('asks the endpoint if the page’s own session fails', async () => {
      const element = document.createElement('klarna-checkout-button');
      element.endpoint = '/klarna';
      element.session = Promise.reject(new TypeError('no network'));
      stage.room.append(element);
      const { error } = await event(element, 'klarna-error');
      expect([error.code, error.message]).to.deep.equal(['session', 'The property `session` was rejected.']);
      element.retry();
      expect((await stage.endpoint.next()).path).to.equal('/klarna/session');
    });

    it('works if it is moved in the task in which it appeared', async () => {
      stage.klarna.onLoad = (call) => call.answer({ show_form: true });
      const element = stage.mount();
      const other = document.createElement('section');
      stage.room.append(other);
      other.append(element);
      (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
      await statusIs(element, 'ready');
      expect(stage.endpoint.calls.length).to.equal(1);
    });
  });

  describe('when Klarna or the endpoint says no', () => {
    it('is unavailable when the session offers nothing', async () => {
      const element = stage.mount();
      const unavailable = event(element, 'klarna-unavailable');
      (await stage.endpoint.next()).answer(sessionAnswer());
      expect((await unavailable).reason).to.equal('not-offered');
      await element.updateComplete;
      expect(text(element, '[role=alert]')).to.contain('choose another way to pay');
      expect(button(element).hidden).to.equal(true);
    });

    it('greys out a category that Klarna does not offer, and keeps the other', async () => {
      stage.klarna.onLoad = ({ options, answer }) =>
        answer({ show_form: options.payment_method_category === 'pay_now' });
      const element = stage.mount();
      (await stage.endpoint.next()).answer(sessionAnswer('pay_now', 'pay_later'));
      await statusIs(element, 'ready');
      expect(radios(element).map(({ disabled }) => disabled)).to.deep.equal([false, true]);
      expect(text(element, 'fieldset')).to.contain('Not available for this order');
    });

    it('names the missing `endpoint` to the developer, and other ways to pay to the shopper', async () => {
      const said: unknown[] = [];
      const real = console.error;
      console.error = (...words: unknown[]) => said.push(...words);
      const element = stage.mount('<klarna-checkout-button></klarna-checkout-button>');
      const { error } = await event(element, 'klarna-error');
      console.error = real;
      expect(error.code).to.equal('configuration');
      expect(String(said)).to.contain('Set the attribute `endpoint`');
      await element.updateComplete;
      expect(text(element, '[role=alert]')).to.contain('another way to pay');
    });

    for (const [what, answer] of Object.entries({
      'no object': [1, 2],
      'no token': { ...sessionAnswer('klarna'), client_token: undefined },
      'a token that is none': { ...sessionAnswer('klarna'), client_token: 'abc' },
      'no list of categories': { ...sessionAnswer('klarna'), payment_method_categories: {} },
      'a category without a name': { ...sessionAnswer(), payment_method_categories: [{ identifier: 'klarna' }] },
      'a category that is markup': {
        ...sessionAnswer(),
        payment_method_categories: [{ identifier: '"><b>', name: '' }],
      },
      'an unknown intent': { ...sessionAnswer('klarna'), intent: 'steal' },
      'not JSON': '<html>Login</html>',
    })) {
      it(`fails with an explanation and a retry that works if the session is malformed: ${what}`, async () => {
        const element = stage.mount();
        const failed = event(element, 'klarna-error');
        (await stage.endpoint.next()).answer(answer);
        const { error } = await failed;
        expect(error).to.include({ code: 'session', reason: 'bad-response' });
        expect(error.message).to.match(/^POST \/klarna\/session /);
        await element.updateComplete;
        expect(text(element, 'button')).to.equal('Try again');
        stage.klarna.onLoad = (call) => call.answer({ show_form: true });
        button(element).click();
        (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
        await statusIs(element, 'ready');
      });
    }

    it('passes on the endpoint’s code and Klarna’s correlation id', async () => {
      const element = stage.mount();
      const failed = event(element, 'klarna-error');
      (await stage.endpoint.next()).answer(
        { code: 'configuration', message: 'Check the order.', error_code: 'BAD_VALUE', correlation_id: 'c-1' },
        502,
      );
      const { error } = await failed;
      expect(error).to.include({ code: 'configuration', correlation_id: 'c-1' });
      expect(error.message).to.contain('BAD_VALUE');
      expect(takeConsoleErrors().join()).to.contain('Check the order.');
    });

    describe('when it retries after a failure', () => {
      const failedWith = async () => {
        const element = stage.mount(
          '<klarna-checkout-button endpoint="/klarna"><a slot="fallback" href="#">Invoice</a></klarna-checkout-button>',
        );
        (await stage.endpoint.next()).answer({ code: 'session', message: 'No.' }, 400);
        await statusIs(element, 'failed');
        return element;
      };
      const failsAgain = async (element: KlarnaCheckoutButton) => {
        await statusIs(element, 'preparing');
        (await stage.endpoint.next()).answer({ code: 'session', message: 'No.' }, 400);
        await statusIs(element, 'failed');
      };

      it('keeps fallback and message during an automatic retry', async () => {
        const element = await failedWith();
        const words = find(element, '[role=alert] > p');
        const link = stage.room.querySelector('a');
        link?.focus();
        window.dispatchEvent(new Event('online'));
        await statusIs(element, 'preparing');
        expect(link?.checkVisibility()).to.equal(true);
        expect(document.activeElement === link).to.equal(true);
        await failsAgain(element);
        expect(document.activeElement === link).to.equal(true);
        expect(find(element, '[role=alert] > p') === words).to.equal(true);
      });

      it('keeps the choice that the page has made in the meantime', async () => {
        const element = await failedWith();
        let told = 0;
        element.addEventListener('klarna-error', () => {
          told += 1;
        });
        element.paymentMethodCategory = 'pay_later';
        await element.updateComplete;
        expect(told).to.equal(0);
        stage.klarna.onLoad = (call) => call.answer({ show_form: true });
        element.retry();
        (await stage.endpoint.next()).answer(sessionAnswer('pay_now', 'pay_later'));
        await statusIs(element, 'ready');
        expect(element.paymentMethodCategory).to.equal('pay_later');
      });

      it('shows the result of a retry by the shopper', async () => {
        const element = await failedWith();
        const words = find(element, '[role=alert] > p');
        element.retry();
        await statusIs(element, 'preparing');
        expect(text(element, '[role=status]')).to.equal('Loading Klarna…');
        await failsAgain(element);
        expect(find(element, '[role=alert] > p') === words).to.equal(false);
      });
    });

    it('treats a broken widget as a failure and not as a refusal', async () => {
      stage.klarna.throws.load = Object.assign(new Error('no'), { name: 'ApplicationNotInitializedError' });
      const element = stage.mount();
      const failed = event(element, 'klarna-error');
      (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
      const { error } = await failed;
      expect(error).to.include({ code: 'sdk' });
      expect(error.message).to.contain('ApplicationNotInitializedError');
    });
  });

  describe('when the button is pressed', () => {
    it('asks the shopper to choose first, and does not call Klarna', async () => {
      const element = await stage.ready();
      button(element).click();
      await element.updateComplete;
      expect(text(element, '[role=alert]')).to.equal('Choose how you want to pay first.');
      expect(element.shadowRoot?.activeElement).to.equal(radios(element)[0]);
      expect(stage.klarna.authorizations).to.deep.equal([]);
    });

    it('fires klarna-select for the shopper’s choice and not for the page’s', async () => {
      const element = await stage.ready();
      const chosen: string[] = [];
      element.addEventListener('klarna-select', ({ category }) => chosen.push(category));
      element.paymentMethodCategory = 'pay_now';
      await element.updateComplete;
      radios(element)[1]?.click();
      await element.updateComplete;
      expect(chosen).to.deep.equal(['pay_later']);
      expect(element.paymentMethodCategory).to.equal('pay_later');
    });

    it('calls authorize before the click is over, with the details of the form', async () => {
      const element = await stage.ready(
        `<form><input autocomplete="given-name" value="Ada"><input autocomplete="billing email" value="ada@example.se">
        <klarna-checkout-button endpoint="/klarna"></klarna-checkout-button></form>`,
        'klarna',
      );
      button(element).click();
      expect(stage.klarna.authorizations.length).to.equal(1);
      expect(stage.klarna.authorizations[0]?.options).to.deep.equal({ payment_method_category: 'klarna' });
      expect(stage.klarna.authorizations[0]?.data).to.deep.equal({
        billing_address: { given_name: 'Ada', email: 'ada@example.se' },
      });
      expect(element.status).to.equal('authorizing');
    });

    it('prefers the property `customer` to the form', async () => {
      const element = await stage.ready(undefined, 'klarna');
      element.customer = { billing_address: { email: 'set@example.se' } };
      button(element).click();
      expect(stage.klarna.authorizations[0]?.data).to.deep.equal({ billing_address: { email: 'set@example.se' } });
    });

    it('opens Klarna once, however often it is pressed', async () => {
      const element = await stage.ready(undefined, 'klarna');
      button(element).click();
      button(element).click();
      element.click();
      element.authorize();
      expect(stage.klarna.authorizations.length).to.equal(1);
    });

    it('does nothing while disabled, by itself or by its fieldset', async () => {
      const element = await stage.ready(
        '<form><fieldset><klarna-checkout-button endpoint="/klarna"></klarna-checkout-button></fieldset></form>',
        'klarna',
      );
      element.disabled = true;
      element.click();
      element.disabled = false;
      stage.room.querySelector('fieldset')?.setAttribute('disabled', '');
      element.click();
      expect(stage.klarna.authorizations).to.deep.equal([]);
    });

    it('works again when it is enabled again, by itself or by its fieldset', async () => {
      const element = await stage.ready(
        '<form><fieldset><klarna-checkout-button endpoint="/klarna"></klarna-checkout-button></fieldset></form>',
        'klarna',
      );
      const settled = async () => {
        await element.updateComplete;
        await element.updateComplete;
        return (button(element) as HTMLButtonElement).disabled;
      };
      element.disabled = true;
      expect(await settled()).to.equal(true);
      element.disabled = false;
      expect(await settled()).to.equal(false);
      const fieldset = stage.room.querySelector('fieldset');
      fieldset?.setAttribute('disabled', '');
      expect(await settled()).to.equal(true);
      fieldset?.removeAttribute('disabled');
      expect(await settled()).to.equal(false);
    });

    it('does not keep a category that is not offered', async () => {
      const element = await stage.ready();
      radios(element)[1]?.click();
      element.paymentMethodCategory = 'nope';
      await element.updateComplete;
      expect(element.getAttribute('payment-method-category')).to.equal('pay_later');
    });

    it('stays ready when the page cancels klarna-before-authorize', async () => {
      const element = await stage.ready(undefined, 'klarna');
      element.addEventListener('klarna-before-authorize', (fired) => fired.preventDefault());
      button(element).click();
      expect(stage.klarna.authorizations).to.deep.equal([]);
      expect(element.status).to.equal('ready');
    });

    it('lets the browser show what a form still lacks', async () => {
      const element = await stage.ready(
        '<form><input required><klarna-checkout-button endpoint="/klarna"></klarna-checkout-button></form>',
        'klarna',
      );
      button(element).click();
      expect(stage.klarna.authorizations).to.deep.equal([]);
      expect(document.activeElement).to.equal(stage.room.querySelector('input'));
    });
  });

  describe('when Klarna answers', () => {
    it('places the order with the token, and follows Klarna’s redirect', async () => {
      const { element, call } = await stage.approved();
      const completed = event(element, 'klarna-complete');
      expect(call.path).to.equal('/klarna/order');
      expect(call.body).to.deep.equal({ authorization_token: 'token-1', session_id: 'session-1' });
      expect(element.status).to.equal('ordering');
      call.answer({ order_id: 'order-1', fraud_status: 'ACCEPTED', redirect_url: '#thanks' });
      const { order } = await completed;
      expect(order.order_id).to.equal('order-1');
      expect(element.order).to.equal(order);
      await element.updateComplete;
      expect(text(element, '[role=status]')).to.equal('Thank you. Your order is placed.');
      expect(location.hash).to.equal('#thanks');
    });

    it('does not follow when the page cancels klarna-complete', async () => {
      location.hash = '';
      const { element, call } = await stage.approved();
      element.addEventListener('klarna-complete', (fired) => fired.preventDefault());
      call.answer({ order_id: 'order-1', redirect_url: '#away' });
      await statusIs(element, 'complete');
      expect(location.hash).to.equal('');
    });

    it('never follows an address that is script', async () => {
      const { element, call } = await stage.approved();
      call.answer({ order_id: 'order-1', redirect_url: 'javascript:document.title="hit"' });
      await statusIs(element, 'complete');
      expect(element.order?.redirect_url).to.equal(undefined);
      expect(document.title).not.to.equal('hit');
    });

    it('leaves the order to a page that cancels klarna-authorize', async () => {
      const element = await stage.ready(undefined, 'klarna');
      element.addEventListener('klarna-authorize', (fired) => fired.preventDefault());
      const authorized = event(element, 'klarna-authorize');
      button(element).click();
      stage.klarna.authorizations[0]?.answer({ approved: true, show_form: true, authorization_token: 'token-1' });
      expect((await authorized).authorization_token).to.equal('token-1');
      expect(element.status).to.equal('authorized');
      expect(stage.endpoint.calls.length).to.equal(1);
      element.retry();
      expect((await stage.endpoint.next()).path, 'the page hands the order back').to.equal('/klarna/order');
    });

    it('orders once where a listener of klarna-authorize calls retry()', async () => {
      const element = await stage.ready(undefined, 'klarna');
      element.addEventListener('klarna-authorize', () => element.retry());
      button(element).click();
      stage.klarna.authorizations[0]?.answer({ approved: true, show_form: true, authorization_token: 'token-1' });
      (await stage.endpoint.next()).answer({ order_id: 'order-1' });
      await statusIs(element, 'complete');
      expect(stage.endpoint.calls.map(({ path }) => path)).to.deep.equal(['/klarna/session', '/klarna/order']);
    });

    it('lets a page that places the order refresh the element, or remove it', async () => {
      const element = await stage.ready(undefined, 'klarna');
      element.addEventListener('klarna-authorize', (fired) => fired.preventDefault());
      button(element).click();
      stage.klarna.authorizations[0]?.answer({ approved: true, show_form: true, authorization_token: 'token-1' });
      await statusIs(element, 'authorized');
      void element.refresh();
      (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
      await statusIs(element, 'ready');
      button(element).click();
      stage.klarna.authorizations[1]?.answer({ approved: true, show_form: true, authorization_token: 'token-2' });
      await statusIs(element, 'authorized');
      element.remove();
      await statusIs(element, 'idle');
      const next = await stage.ready(undefined, 'klarna');
      button(next).click();
      expect(stage.klarna.authorizations.length, 'nobody pays it any more').to.equal(3);
    });

    it('is ready again when the shopper closes Klarna', async () => {
      const element = await stage.ready(undefined, 'klarna');
      const cancelled = event(element, 'klarna-cancel');
      button(element).click();
      stage.klarna.authorizations[0]?.answer({ approved: false, show_form: true });
      await cancelled;
      await element.updateComplete;
      expect(element.status).to.equal('ready');
      expect(text(element, '[role=status]')).to.contain('Nothing was ordered');
      button(element).click();
      expect(stage.klarna.authorizations.length).to.equal(2);
    });

    it('is unavailable when Klarna declines, and moves the focus from the button to the message', async () => {
      const element = await stage.ready(undefined, 'klarna');
      const unavailable = event(element, 'klarna-unavailable');
      button(element).focus();
      button(element).click();
      stage.klarna.authorizations[0]?.answer({ approved: false, show_form: false });
      expect((await unavailable).reason).to.equal('declined');
      await element.updateComplete;
      expect(text(element, '[role=alert]')).to.contain('did not approve');
      expect(element.shadowRoot?.activeElement).to.equal(find(element, '[part=alert]'));
    });

    it('marks the fields that Klarna wants corrected, and unmarks them when typed in', async () => {
      const element = await stage.ready(
        `<form><input autocomplete="email" value="x"><input autocomplete="billing postal-code" value="1">
        <klarna-checkout-button endpoint="/klarna"></klarna-checkout-button></form>`,
        'klarna',
      );
      const invalid = event(element, 'klarna-invalid');
      button(element).click();
      stage.klarna.authorizations[0]?.answer({
        approved: false,
        show_form: true,
        error: { invalid_fields: ['billing_address.postal_code', 'billing_address.region'] },
      });
      expect((await invalid).invalid_fields.length).to.equal(2);
      await element.updateComplete;
      const postal = stage.room.querySelector<HTMLInputElement>('[autocomplete$=postal-code]');
      expect(document.activeElement).to.equal(postal);
      expect(postal?.validity.customError).to.equal(true);
      expect(text(element, '[role=alert]')).to.contain('region');
      postal?.dispatchEvent(new InputEvent('input', { bubbles: true }));
      expect(postal?.validity.valid).to.equal(true);
      expect(postal?.hasAttribute('aria-invalid')).to.equal(false);
    });

    it('finalizes at once when Klarna asks for it, in the older form too', async () => {
      for (const approvedFirst of [true, false]) {
        const element = await stage.ready(undefined, 'klarna');
        button(element).click();
        const count = stage.klarna.finalizations.length;
        stage.klarna.authorizations
          .at(-1)
          ?.answer({ approved: approvedFirst, show_form: true, finalize_required: true });
        while (stage.klarna.finalizations.length === count) await Promise.resolve();
        stage.klarna.finalizations.at(-1)?.answer({ approved: true, show_form: true, authorization_token: 'late' });
        const order = await stage.endpoint.next();
        expect(order.body.authorization_token).to.equal('late');
        expect(element.status).to.equal('ordering');
        order.answer({ order_id: 'order-1' });
        await statusIs(element, 'complete');
      }
    });

    it('treats misuse as a failure, although the SDK calls back with a refusal first', async () => {
      const element = await stage.ready(undefined, 'klarna');
      stage.klarna.throws.authorize = Object.assign(new Error('no'), { name: 'ApplicationNotLoadedError' });
      const failed = event(element, 'klarna-error');
      button(element).click();
      expect((await failed).error.code).to.equal('authorization');
      expect(element.status).to.equal('failed');
    });
  });

  describe('when the order fails', () => {
    it('keeps the authorization, and orders again without asking the shopper', async () => {
      const { element, call } = await stage.approved();
      call.answer({ code: 'order', message: 'Later.', correlation_id: 'c-9' }, 500);
      await statusIs(element, 'failed');
      expect(element.error?.correlation_id).to.equal('c-9');
      expect(text(element, '[role=alert]')).to.contain('you will not pay twice');
      expect(text(element, 'button')).to.equal('Order with obligation to pay');
      button(element).click();
      const again = await stage.endpoint.next();
      expect(again.body.authorization_token).to.equal('token-1');
      again.answer({ order_id: 'order-1' });
      await statusIs(element, 'complete');
      expect(stage.klarna.authorizations.length).to.equal(1);
    });

    for (const [code, reason, status, words] of [
      ['cart-changed', 'amount', 409, 'The new total is €120.50'],
      ['authorization', 'expired', 410, 'Nothing was charged'],
    ] as const) {
      it(`starts again by itself, and says why: ${code}`, async () => {
        const { element, call } = await stage.approved();
        const failed = event(element, 'klarna-error');
        call.answer({ code, reason, message: 'No.' }, status);
        expect((await failed).error.code).to.equal(code);
        const session = await stage.endpoint.next();
        expect(session.path).to.equal('/klarna/session');
        await element.updateComplete;
        expect(text(element, '[role=alert]'), 'before there is a total to be told').to.equal('');
        expect(element.shadowRoot?.querySelector('slot[name=fallback]') === null).to.equal(true);
        session.answer({ ...sessionAnswer('klarna'), order_amount: 12050, purchase_currency: 'EUR' });
        await statusIs(element, 'ready');
        expect(text(element, '[role=alert]')).to.contain(words);
        button(element).click();
        expect(stage.klarna.authorizations.length).to.equal(2);
        await element.updateComplete;
        expect(text(element, '[role=alert]')).to.equal('');
      });
    }

    it('is complete if another authorization has bought the cart', async () => {
      const { element, call } = await stage.approved();
      stage.endpoint.outcome = { status: 'complete', order: { order_id: 'order-of-the-other-tab' } };
      call.answer({ code: 'order', reason: 'already-ordered', message: 'Saved just now.' }, 409);
      await statusIs(element, 'complete');
      expect(element.order?.order_id).to.equal('order-of-the-other-tab');
      expect(sessionStorage.length).to.equal(0);
    });

    it('is unavailable when Klarna declines at the order', async () => {
      const { element, call } = await stage.approved();
      call.answer({ code: 'authorization', reason: 'declined', message: 'Rejected.' }, 402);
      await statusIs(element, 'unavailable');
      expect(text(element, '[role=alert]')).to.contain('did not approve');
    });

    it('completes although the element leaves the page', async () => {
      const { element, call } = await stage.approved();
      element.remove();
      call.answer({ order_id: 'order-1' });
      await statusIs(element, 'complete');
      expect(call.signal.aborted).to.equal(false);
    });
  });

  describe('when the page goes away', () => {
    it('starts again in new containers when it comes back', async () => {
      const element = await stage.ready(undefined, 'klarna');
      const [old] = element.children;
      element.remove();
      await Promise.resolve();
      expect(element.status).to.equal('idle');
      stage.room.append(element);
      (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
      await statusIs(element, 'ready');
      expect(element.children.length).to.equal(1);
      expect(element.children[0]).not.to.equal(old);
    });

    it('says so and starts again if it left while the shopper was at Klarna', async () => {
      const element = await stage.ready(undefined, 'klarna');
      button(element).click();
      element.remove();
      await statusIs(element, 'failed');
      stage.room.append(element);
      button(element).click();
      const session = await stage.endpoint.next();
      expect(session.path).to.equal('/klarna/session');
      expect(session.body, 'for Klarna’s script would ignore a call for that one').to.deep.include({
        without: 'session-1',
      });
    });

    it('has the order if Klarna authorized while it was gone', async () => {
      const element = await stage.ready(undefined, 'klarna');
      button(element).click();
      element.remove();
      await statusIs(element, 'failed');
      stage.room.append(element);
      stage.endpoint.outcome = { status: 'complete', order: { order_id: 'order-1' } };
      button(element).click();
      await statusIs(element, 'complete');
      expect(stage.endpoint.calls.length).to.equal(1);
    });

    it('starts nothing if its order fails after it has left', async () => {
      const { element, call } = await stage.approved();
      element.remove();
      call.answer({ code: 'authorization', reason: 'expired', message: 'Gone.' }, 410);
      await statusIs(element, 'idle');
      window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      expect(stage.endpoint.calls.length).to.equal(2);
    });

    it('continues by itself if it is back before its order fails', async () => {
      const { element, call } = await stage.approved();
      stage.room.append(element);
      await Promise.resolve();
      call.answer({ code: 'authorization', reason: 'expired', message: 'Gone.' }, 410);
      (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
      await statusIs(element, 'ready');
      expect(text(element, '[role=alert]')).to.contain('Nothing was charged');
    });

    it('asks for nothing while it is not on the page', async () => {
      const element = await stage.ready(undefined, 'klarna');
      element.remove();
      await Promise.resolve();
      element.endpoint = '/other';
      await element.updateComplete;
      await element.refresh();
      element.retry();
      expect(element.status).to.equal('idle');
      stage.room.append(element);
      expect((await stage.endpoint.next()).path).to.equal('/other/session');
      expect(stage.endpoint.calls.length).to.equal(2);
    });

    it('places the order that Klarna authorized before a reload, without asking the shopper', async () => {
      const element = stage.mount();
      (await stage.endpoint.next()).answer({ ...sessionAnswer('pay_now', 'pay_later'), authorization_token: 'kept' });
      await statusIs(element, 'failed');
      expect(text(element, '[role=alert]')).to.contain('Klarna has approved your purchase');
      button(element).click();
      const call = await stage.endpoint.next();
      expect(call.body).to.deep.equal({ authorization_token: 'kept', session_id: 'session-1' });
      call.answer({ order_id: 'order-1' });
      await statusIs(element, 'complete');
      expect(stage.klarna.authorizations).to.deep.equal([]);
    });
  });

  describe('when the cart changes', () => {
    it('prepares again, keeps the choice, and does not init again for the same token', async () => {
      const element = await stage.ready();
      element.paymentMethodCategory = 'pay_later';
      const refreshed = element.refresh();
      expect(element.status).to.equal('preparing');
      (await stage.endpoint.next()).answer(sessionAnswer('pay_now', 'pay_later'));
      await refreshed;
      expect(element.status).to.equal('ready');
      expect(element.paymentMethodCategory).to.equal('pay_later');
      expect(stage.klarna.inits.length).to.equal(1);
      expect(stage.klarna.loads.length).to.equal(4);
    });

    it('lets the latest refresh win, in whatever order the answers arrive', async () => {
      const element = await stage.ready(undefined, 'klarna');
      void element.refresh();
      const first = await stage.endpoint.next();
      void element.refresh();
      const second = await stage.endpoint.next();
      expect(first.signal.aborted).to.equal(true);
      second.answer(sessionAnswer('pay_now', 'pay_later'));
      await statusIs(element, 'ready');
      first.answer(sessionAnswer('klarna'));
      await element.updateComplete;
      expect(element.categories.length).to.equal(2);
    });

    it('waits while the shopper pays, and refreshes when they are back', async () => {
      const element = await stage.ready(undefined, 'klarna');
      button(element).click();
      await element.refresh();
      expect(element.status).to.equal('authorizing');
      expect(stage.endpoint.calls.length).to.equal(1);
      stage.klarna.authorizations[0]?.answer({ approved: false, show_form: true });
      expect((await stage.endpoint.next()).path).to.equal('/klarna/session');
    });
  });
});
