/** Things that frameworks do to an element, without the frameworks themselves. */
import { expect } from 'chai';
import type { KlarnaCheckoutButton } from '../../../src/element/klarna-checkout-button.ts';
import { sessionAnswer } from '../../support/fake-endpoint.ts';
import { button, Stage, statusIs, TAG } from '../../support/stage.ts';

describe('an element in a framework', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
  });

  afterEach(() => stage.clear());

  /** Resolves with the next warning that contains the words. */
  const warning = (words: string): Promise<string> =>
    new Promise((resolve) => {
      const print = console.warn;
      console.warn = (...args: unknown[]) => {
        if (!String(args[0]).includes(words)) return print.apply(console, args);
        console.warn = print;
        resolve(String(args[0]));
      };
    });

  describe('an element in a framework that hands out proxies', () => {
    /** A deep proxy, as in Vue, Svelte, Solid and Alpine. */
    const reactive = <Target extends object>(target: Target): Target =>
      new Proxy(target, {
        get: (object, key) => {
          const value = Reflect.get(object, key);
          return typeof value === 'object' && value !== null ? reactive(value) : value;
        },
      });

    const customer = { billing_address: { email: 'anna@example.se' }, customer: { date_of_birth: '1970-01-01' } };
    const sent = () => structuredClone(stage.klarna.authorizations[0]?.data);

    it('sends Klarna a plain copy, which Klarna’s script can post to its iframe', async () => {
      const element = await stage.ready(undefined, 'klarna');
      element.customer = reactive({ ...customer, attachment: { toText: () => '' } });
      expect(() => structuredClone(element.customer), 'browsers post no proxy').to.throw();
      button(element).click();
      expect(sent()).to.deep.equal(customer);
    });

    it('sends Klarna a plain copy of the proxies that a listener of klarna-before-authorize adds', async () => {
      const element = await stage.ready(undefined, 'klarna');
      element.addEventListener('klarna-before-authorize', (event) =>
        Object.assign(event.customer ?? {}, reactive(customer)),
      );
      button(element).click();
      expect(sent()).to.deep.equal(customer);
    });
  });

  describe('an element that a framework moves with moveBefore', () => {
    /** Firefox 144 and Chromium 133 have it. */
    const test = 'moveBefore' in Element.prototype ? it : it.skip;
    const move = (parent: Node, element: Element) =>
      Reflect.apply(Reflect.get(parent, 'moveBefore'), parent, [element, null]);

    test('keeps its widgets, its session and its place in the flow', async () => {
      const element = await stage.ready(`<p></p><form id="f"><input>${TAG}</form>`, 'klarna');
      const container = stage.klarna.loads[0]?.options.container;
      move(stage.room.querySelector('p') as Node, element);
      await element.updateComplete;
      expect(element.status).to.equal('ready');
      expect((container as HTMLElement).parentElement).to.equal(element);
      expect(element.form).to.equal(null);
      expect(stage.endpoint.calls.length, 'sessions').to.equal(1);
      button(element).click();
      expect(element.status).to.equal('authorizing');
    });

    test('loads the widgets again in another shadow root, which leaves them behind', async () => {
      const element = await stage.ready(`${TAG}<section></section>`, 'klarna');
      const host = stage.room.querySelector('section') as HTMLElement;
      move(host.attachShadow({ mode: 'open' }), element);
      (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
      await statusIs(element, 'ready');
      const container = stage.klarna.loads.at(-1)?.options.container;
      expect(container instanceof HTMLElement && container.parentElement).to.equal(host);
    });
  });

  describe('an element that a framework gives a wrong value', () => {
    // Before the others: each warning comes once a page.
    it('does not warn of an attribute beside a property that is set, as Svelte leaves it when it hydrates', async () => {
      const warned: unknown[] = [];
      const print = console.warn;
      console.warn = (...args: unknown[]) => warned.push(String(args[0]).includes('"customer"'));
      const element = stage.mount('<klarna-checkout-button endpoint="/klarna" customer="[object Object]" name="x">');
      element.customer = {};
      await stage.endpoint.next();
      await import('../../../src/element/diagnostics/usage-warnings.ts');
      console.warn = print;
      expect(warned).not.to.include(true);
    });

    for (const name of ['customer', 'details', 'session', 'headers'] as const) {
      it(`warns of an attribute "${name}", and names the fix`, async () => {
        const said = warning(`"${name}"`);
        stage.mount(`<klarna-checkout-button endpoint="/klarna" ${name}="[object Object]"></klarna-checkout-button>`);
        expect(await said).to.contain(`Assign an object to the property "${name}"`);
      });
    }

    for (const name of ['disabled', 'required', 'debug'] as const) {
      it(`warns of "${name}" with the text "false", and treats it as true like HTML`, async () => {
        const said = warning(`"${name}"`);
        const element = stage.mount(
          `<klarna-checkout-button endpoint="/klarna" ${name}="false"></klarna-checkout-button>`,
        );
        expect(await said).to.contain('Leave the attribute out');
        expect(element[name]).to.equal(true);
      });
    }
  });

  describe('an element whose klarna-authorize is cancelled', () => {
    const later: Array<[run: () => void, ms: number | undefined]> = [];
    const { setTimeout } = window;

    beforeEach(() => {
      later.length = 0;
      window.setTimeout = ((run: () => void, ms?: number) => later.push([run, ms])) as typeof window.setTimeout;
    });

    afterEach(() => {
      window.setTimeout = setTimeout;
    });

    const cancel = async (): Promise<KlarnaCheckoutButton> => {
      const element = await stage.ready(undefined, 'klarna');
      element.addEventListener('klarna-authorize', (fired) => fired.preventDefault());
      button(element).click();
      stage.klarna.authorizations[0]?.answer({ approved: true, show_form: true, authorization_token: 'token-1' });
      await statusIs(element, 'authorized');
      return element;
    };
    const tenSecondsPass = () => {
      for (const [run] of later.filter(([, ms]) => ms === 10_000)) run();
    };

    it('warns if the page has not placed the order after ten seconds', async () => {
      await cancel();
      const said = warning('klarna-authorize');
      tenSecondsPass();
      expect(await said).to.contain('in Angular a listener statement whose value is false cancels it');
    });

    it('does not warn if the page has placed the order', async () => {
      const element = await cancel();
      const warned: unknown[] = [];
      const print = console.warn;
      console.warn = (...args: unknown[]) => warned.push(args[0]);
      element.remove();
      tenSecondsPass();
      await import('../../../src/element/diagnostics/usage-warnings.ts');
      console.warn = print;
      expect(warned).to.deep.equal([]);
    });
  });
});
