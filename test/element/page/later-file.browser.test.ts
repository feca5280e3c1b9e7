import { expect } from 'chai';
import { LaterFile } from '../../../src/element/page/later-file.ts';
import { button, Stage } from '../../support/stage.ts';

describe('a file that is loaded on demand', () => {
  let loads: PromiseWithResolvers<string>[];
  let works: (() => void)[];
  let file: LaterFile<string>;

  beforeEach(() => {
    loads = [];
    works = [];
    const load = () => {
      const asked = Promise.withResolvers<string>();
      loads.push(asked);
      return asked.promise;
    };
    file = new LaterFile(load, 'Is the file test.js published?', (work) => works.push(work));
  });

  it('is loaded once, when the browser is idle, and is available from then on', async () => {
    const arrived = new Promise<void>((resolve) => file.fetch(resolve));
    file.fetch();
    expect(loads).to.deep.equal([]);
    for (const work of works) work();
    expect(loads.length).to.equal(1);
    expect(file.content).to.equal(undefined);
    loads[0]?.resolve('here');
    await arrived;
    expect(file.content).to.equal('here');
    file.fetch();
    expect(works.length).to.equal(1);
  });

  it('is loaded again after a failure, with one warning in the console', async () => {
    const warnings: unknown[] = [];
    const real = console.warn;
    console.warn = (...words: unknown[]) => warnings.push(words[0]);
    for (const attempt of [0, 1]) {
      const ended = new Promise<void>((resolve) => file.fetch(resolve));
      works[attempt]?.();
      loads[attempt]?.reject(new TypeError('Failed to fetch dynamically imported module'));
      await ended;
      expect(file.content).to.equal(undefined);
    }
    console.warn = real;
    expect(loads.length).to.equal(2);
    expect(warnings.length).to.equal(1);
    expect(warnings[0]).to.contain('test.js');
  });
});

describe('a file that the button waits for', () => {
  let asked: PromiseWithResolvers<string>;
  let deadline: AbortController;
  let file: LaterFile<string>;
  let warnings: string[];
  const real = console.warn;

  beforeEach(() => {
    asked = Promise.withResolvers<string>();
    deadline = new AbortController();
    warnings = [];
    console.warn = (...words: unknown[]) => warnings.push(words.join(' '));
  });

  afterEach(() => {
    console.warn = real;
  });

  const open = (name: string) => {
    file = new LaterFile(
      () => asked.promise,
      name,
      (work) => work(),
    );
    return file.settle(deadline.signal);
  };

  it('settles when it has loaded', async () => {
    const settled = open('here.js');
    expect(file.isSettled).to.equal(false);
    asked.resolve('here');
    await settled;
    expect(file.isSettled).to.equal(true);
    expect(warnings).to.deep.equal([]);
  });

  it('settles when it fails, and warns', async () => {
    const settled = open('missing.js');
    asked.reject(new TypeError('Failed to fetch dynamically imported module'));
    await settled;
    expect(file.isSettled).to.equal(true);
    expect(warnings.join()).to.contain('missing.js');
  });

  it('settles at the deadline, warns, and is used when it loads later', async () => {
    const settled = open('late.js');
    deadline.abort();
    await settled;
    expect(file.isSettled).to.equal(true);
    expect(warnings.join()).to.contain('late.js').and.to.contain('not arrived in time');
    const arrived = new Promise<void>((resolve) => file.fetch(resolve));
    asked.resolve('here');
    await arrived;
    expect(file.content).to.equal('here');
  });
});

describe('<klarna-checkout-button> and a phone number', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
  });

  afterEach(() => stage.clear());

  const form = `<form><input autocomplete="tel" value="0171 1234567">
    <klarna-checkout-button endpoint="/klarna"></klarna-checkout-button></form>`;
  const phone = () => stage.klarna.authorizations.at(-1)?.data.billing_address?.phone;

  it('sends it in E.164, by the session’s country, once `phone.js` has loaded', async () => {
    const element = await stage.ready(form, 'klarna');
    // After Klarna's answer the button works again, so the test can press it until the library has loaded.
    while (phone() !== '+491711234567') {
      button(element).click();
      expect(phone()).to.be.oneOf(['0171 1234567', '+491711234567']);
      stage.klarna.authorizations.at(-1)?.answer({ approved: false, show_form: true });
      await new Promise((resolve) => setTimeout(resolve));
    }
  });

  it('sends it as typed if the shopper is faster than the file', async () => {
    const element = await stage.ready(form, 'klarna');
    button(element).click();
    expect(phone()).to.equal('0171 1234567');
  });
});
