import { expect } from 'chai';
import { forbidsPopups } from '../../../src/checkout/page/sandbox.ts';
import { button, event, Stage } from '../../support/stage.ts';

describe('a page in a frame', () => {
  const frames: HTMLIFrameElement[] = [];

  afterEach(() => {
    for (const frame of frames.splice(0)) frame.remove();
  });

  function frameIn(document: Document, sandbox?: string): Window {
    const frame = document.createElement('iframe');
    if (sandbox !== undefined) frame.setAttribute('sandbox', sandbox);
    frames.unshift(frame);
    document.body.append(frame);
    if (!frame.contentWindow) throw new Error('no window');
    return frame.contentWindow;
  }

  for (const [sandbox, forbids] of [
    [undefined, false],
    ['allow-same-origin', true],
    ['allow-same-origin allow-scripts', true],
    ['allow-same-origin allow-popups', false],
  ] as const) {
    it(`${forbids ? 'opens no window' : 'may open windows'} with sandbox=${sandbox}`, () => {
      expect(forbidsPopups(frameIn(document, sandbox))).to.equal(forbids);
    });
  }

  it('opens no window if an outer frame is sandboxed', () => {
    const outer = frameIn(document, 'allow-same-origin');
    expect(forbidsPopups(frameIn(outer.document, 'allow-same-origin allow-popups'))).to.equal(true);
  });

  it('may open windows if it is in no frame, or in a plug-in', () => {
    const parent = { frameElement: null, parent: window };
    expect(forbidsPopups(parent)).to.equal(false);
    expect(forbidsPopups({ frameElement: document.createElement('object'), parent })).to.equal(false);
  });

  it('gets an error about its sandbox, not about pop-up settings, if Klarna’s window cannot open', async () => {
    const stage = new Stage();
    const real = console.error;
    console.error = () => undefined;
    const sandboxed = document.createElement('iframe');
    sandboxed.setAttribute('sandbox', 'allow-scripts allow-same-origin');
    const own = Object.getOwnPropertyDescriptor(window, 'frameElement');
    try {
      const element = await stage.ready(undefined, 'klarna');
      Object.defineProperty(window, 'frameElement', { configurable: true, get: () => sandboxed });
      const failed = event(element, 'klarna-error');
      button(element).click();
      stage.klarna.authorizations.at(-1)?.answer({ approved: false, show_form: true });
      const { error } = await failed;
      expect(error.code).to.equal('configuration');
      expect(error.message).to.contain('allow-popups-to-escape-sandbox');
      await element.updateComplete;
      expect(element.shadowRoot?.textContent).not.to.contain('allow pop-ups for this shop');
    } finally {
      if (own) Object.defineProperty(window, 'frameElement', own);
      console.error = real;
      await stage.clear();
    }
  });
});
