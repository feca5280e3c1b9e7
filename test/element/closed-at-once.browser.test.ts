import { expect } from 'chai';
import { button, Stage, statusIs } from '../support/stage.ts';

describe('a window of Klarna that closes at once', () => {
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
    await stage.clear();
  });

  it('makes explain() and, once, the console name the header that cuts the window off', async () => {
    const element = await stage.ready(undefined, 'klarna');
    expect(element.explain().hints).to.deep.equal([]);
    for (const _ of [1, 2]) {
      button(element).click();
      stage.klarna.authorizations.at(-1)?.answer({ approved: false, show_form: true });
      await statusIs(element, 'ready');
    }
    const about = (text: string) => text.includes('Cross-Origin-Opener-Policy: same-origin');
    expect(warned.filter(about)).to.have.lengthOf(1);
    expect(element.explain().hints.filter(about)).to.have.lengthOf(1);
  });

  it('causes no advice about a header if Klarna declines or wants a detail corrected', async () => {
    const element = await stage.ready(undefined, 'klarna');
    button(element).click();
    const invalid_fields = ['billing_address.email'];
    stage.klarna.authorizations.at(-1)?.answer({ approved: false, show_form: true, error: { invalid_fields } });
    await statusIs(element, 'ready');
    expect(element.explain().hints).to.deep.equal([]);
  });
});
