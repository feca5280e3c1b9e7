import { expect } from 'chai';
import { sessionAnswer } from '../../support/fake-endpoint.ts';
import { Stage, statusIs } from '../../support/stage.ts';

const HOUR_MS = 3_600_000;

const tagWith = (json: string) =>
  `<klarna-checkout-button endpoint="/klarna"><script type="application/json">${json}</script></klarna-checkout-button>`;

const sessionFor = (hours: number) =>
  JSON.stringify({
    ...sessionAnswer('klarna'),
    expires_at: new Date(Date.now() + hours * HOUR_MS).toISOString(),
  });

describe('a session in the served tag', () => {
  let stage: Stage;
  let warnings: string[];
  const { warn } = console;

  beforeEach(() => {
    stage = new Stage();
    stage.klarna.onLoad = (call) => call.answer({ show_form: true });
    warnings = [];
    console.warn = (message) => void warnings.push(String(message));
  });

  afterEach(() => {
    console.warn = warn;
    return stage.clear();
  });

  it('is used without a request, and the tag holds it no longer', async () => {
    const element = stage.mount(tagWith(sessionFor(48)));
    await statusIs(element, 'ready');
    expect(stage.endpoint.calls).to.have.length(0);
    expect(element.querySelector('script')).to.equal(null);
    expect(element.outerHTML).not.to.contain(sessionAnswer('klarna').client_token);
  });

  it('is for the start only: after a change of the cart the element asks the endpoint', async () => {
    const element = stage.mount(tagWith(sessionFor(48)));
    await statusIs(element, 'ready');
    const refreshed = element.refresh();
    (await stage.endpoint.next()).answer(sessionAnswer('klarna', 'pay_now'));
    await refreshed;
    expect(element.categories).to.have.length(2);
  });

  it('gives way to the property, and does not come back when the property is removed', async () => {
    const element = stage.mount(tagWith(sessionFor(48)));
    element.session = { ...sessionAnswer('pay_now', 'pay_later'), intent: 'buy' };
    await statusIs(element, 'ready');
    expect(element.categories).to.have.length(2);
    element.session = undefined;
    (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
    await statusIs(element, 'ready');
    expect(element.categories).to.have.length(1);
    expect(stage.endpoint.calls).to.have.length(1);
  });

  it('is used by the first element only, if a library puts the HTML of the page back', async () => {
    await statusIs(stage.mount(tagWith(sessionFor(48))), 'ready');
    const kept = stage.room.innerHTML;
    stage.room.replaceChildren();
    const element = stage.mount(kept);
    (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
    await statusIs(element, 'ready');
  });

  it('is not used after its end, as in a page from a cache', async () => {
    const element = stage.mount(tagWith(sessionFor(-1)));
    (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
    await statusIs(element, 'ready');
    expect(warnings).to.deep.equal([]);
  });

  for (const json of ['', '{"client_token":', '"text"', 'null', '3']) {
    it(`is not used if it is ${json || 'empty'}, and the console says so`, async () => {
      const element = stage.mount(tagWith(json));
      (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
      await statusIs(element, 'ready');
      expect(warnings.join()).to.contain('openPageSession');
    });
  }
});
