/** If the frame of a widget has left the page, Klarna's newest script answers as for a decline and throws nothing. */
import { expect } from 'chai';
import { SdkClient } from '../../../src/checkout/sdk/sdk-client.ts';
import { FakeKlarna } from '../../support/fake-klarna.ts';

const REFUSED = { show_form: false, approved: false };

describe('a refusal of Klarna’s script', () => {
  let klarna: FakeKlarna;
  let sdk: SdkClient;
  let container: HTMLElement;

  beforeEach(async () => {
    klarna = new FakeKlarna();
    klarna.onLoad = ({ answer }) => {
      container.append(document.createElement('iframe'));
      answer({ show_form: true });
    };
    container = document.body.appendChild(document.createElement('div'));
    sdk = new SdkClient(klarna, () => undefined);
    await sdk.use('head.claims.signature');
    await sdk.load('pay_later', container);
  });

  afterEach(() => container.remove());

  it('is a failure, not a decline, if the widget had left the page at the press', async () => {
    container.replaceChildren();
    const answer = sdk.authorize('pay_later', {}, true).catch((error: unknown) => error);
    klarna.authorizations[0]?.answer(REFUSED);
    expect(await answer).to.include({ code: 'authorization', reason: 'bad-response' });
  });

  it('is a decline if the widget was on the page', async () => {
    const answer = sdk.authorize('pay_later', {}, true);
    klarna.authorizations[0]?.answer(REFUSED);
    expect(await answer).to.deep.equal({ type: 'declined' });
  });

  it('is a decline if the widget was loaded again', async () => {
    container.replaceChildren();
    await sdk.load('pay_later', container);
    const answer = sdk.authorize('pay_later', {}, true);
    klarna.authorizations[0]?.answer(REFUSED);
    expect(await answer).to.deep.equal({ type: 'declined' });
  });
});
