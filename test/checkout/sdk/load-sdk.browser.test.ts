import { expect } from 'chai';
import type { KlarnaCheckoutError } from '../../../src/checkout/errors.ts';
import { loadSdk } from '../../../src/checkout/sdk/load-sdk.ts';
import { ScriptedFile } from '../../support/fake-script-server.ts';

const address = (source: string) => URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
const GOOD = `window.copies = (window.copies ?? 0) + 1;
  window.Klarna = { Payments: { copy: window.copies } };
  window.klarnaAsyncCallback && window.klarnaAsyncCallback();`;
const tagsOf = (url: string) => [...document.scripts].filter(({ src }) => src === url);

const failureOf = async (promise: Promise<unknown>): Promise<KlarnaCheckoutError> =>
  promise.then(
    () => {
      throw new Error('it loaded');
    },
    (error: KlarnaCheckoutError) => error,
  );

/** The page's own tag for the script. */
function addTag(url: string, type = ''): HTMLScriptElement {
  const tag = document.createElement('script');
  tag.type = type;
  tag.src = url;
  document.head.append(tag);
  return tag;
}

const heard = (target: EventTarget, type: string) =>
  new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));

declare global {
  interface Window {
    /** How often the stand-in script has run. */
    copies?: number;
  }
}

describe('loadSdk', () => {
  afterEach(() => {
    delete window.Klarna;
    delete window.klarnaAsyncCallback;
    delete window.copies;
    for (const tag of document.querySelectorAll('script[src*="/scripted/"], [src^="blob:"]')) tag.remove();
  });

  it('loads the script once for everybody who asks', async () => {
    const url = address(GOOD);
    const [one, two] = await Promise.all([loadSdk(url), loadSdk(url)]);
    expect(one).to.deep.equal({ copy: 1 });
    expect(two).to.equal(one);
    expect(tagsOf(url).length).to.equal(1);
  });

  it('loads the script once for two versions of the package', async () => {
    const url = address(GOOD);
    const second = '/src/checkout/sdk/load-sdk.ts?second-version';
    const version: { loadSdk: typeof loadSdk } = await import(second);
    expect(version.loadSdk).not.to.equal(loadSdk);
    const [one, two] = await Promise.all([loadSdk(url), version.loadSdk(url)]);
    expect(two).to.equal(one);
    expect(window.copies).to.equal(1);
    expect(tagsOf(url).length).to.equal(1);
  });

  it('takes a Klarna that is already there, without a tag of its own', async () => {
    const url = address(GOOD);
    window.Klarna = { Payments: { mine: true } as never };
    expect(await loadSdk(url)).to.deep.equal({ mine: true });
    expect(tagsOf(url)).to.deep.equal([]);
  });

  it('loads it anew where the page has taken its Klarna away', async () => {
    const url = address(GOOD);
    await loadSdk(url, { timeoutMs: 3_600_000 });
    delete window.Klarna;
    expect(await loadSdk(url, { timeoutMs: 3_600_000 })).to.deep.equal({ copy: 2 });
  });

  it('calls the callback that the page had set, and puts it back', async () => {
    let called = 0;
    const theirs = () => {
      called += 1;
    };
    window.klarnaAsyncCallback = theirs;
    await loadSdk(address(GOOD));
    expect(called).to.equal(1);
    expect(window.klarnaAsyncCallback).to.equal(theirs);
  });

  it('fetches a preloaded script the way it was preloaded', async () => {
    const file = new ScriptedFile();
    const link = document.createElement('link');
    Object.assign(link, { rel: 'preload', as: 'script', crossOrigin: 'anonymous', href: file.url });
    document.head.append(link);
    const loaded = loadSdk(file.url);
    expect(tagsOf(file.url).map(({ crossOrigin }) => crossOrigin)).to.deep.equal(['anonymous']);
    // One for the preload, and one in case that the browser does not use it.
    await file.answer(GOOD);
    await file.answer(GOOD);
    expect(await loaded).to.deep.equal({ copy: 1 });
    link.remove();
  });

  describe('with a tag of the page', () => {
    it('adopts it', async () => {
      const url = address(GOOD);
      const tag = addTag(url);
      await loadSdk(url);
      expect(tagsOf(url)).to.deep.equal([tag]);
    });

    it('takes one of its own when that fails', async () => {
      const file = new ScriptedFile();
      const tag = addTag(file.url);
      const loaded = loadSdk(file.url);
      await file.answer('', 404);
      await file.answer(GOOD);
      expect(await loaded).to.deep.equal({ copy: 1 });
      expect(tag.isConnected, 'the page’s tag is the page’s').to.equal(true);
    });

    it('does not wait for one that failed before anybody looked', async () => {
      const file = new ScriptedFile();
      const failed = heard(addTag(file.url), 'error');
      await file.answer('', 404);
      await failed;
      const loaded = loadSdk(file.url, { runWithinMs: 0, timeoutMs: 3_600_000 });
      await file.answer(GOOD);
      expect(await loaded).to.deep.equal({ copy: 1 });
    });

    it('does not wait for one that a consent manager has parked', async () => {
      const url = address(GOOD);
      addTag(url, 'text/plain');
      expect(await loadSdk(url)).to.deep.equal({ copy: 1 });
    });

    it('waits for one that is under way, however slow', async () => {
      const file = new ScriptedFile();
      const tag = addTag(file.url);
      await file.asked();
      const loaded = loadSdk(file.url, { runWithinMs: 0 });
      await file.answer(GOOD);
      expect(await loaded).to.deep.equal({ copy: 1 });
      expect(tagsOf(file.url)).to.deep.equal([tag]);
    });

    it('runs Klarna once, also where it comes by another way before ours', async () => {
      const file = new ScriptedFile();
      const loaded = loadSdk(file.url);
      await file.asked();
      await heard(addTag(address(GOOD)), 'load');
      expect(await loaded).to.deep.equal({ copy: 1 });
      await file.answer(GOOD);
      // Asked for after the second copy has been delivered, so it arrives after it.
      await heard(addTag(address('/* later */')), 'load');
      expect(window.copies).to.equal(1);
    });
  });

  describe('that fails', () => {
    it('is forgotten: its tag is gone, and the next call tries again', async () => {
      const file = new ScriptedFile();
      await file.answer('', 404);
      expect(await failureOf(loadSdk(file.url))).to.include({ code: 'sdk', reason: 'blocked' });
      expect(tagsOf(file.url)).to.deep.equal([]);
      await file.answer(GOOD);
      expect(await loadSdk(file.url)).to.deep.equal({ copy: 1 });
    });

    it('is told from a network that is not there', async () => {
      Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
      const file = new ScriptedFile();
      await file.answer('', 404);
      expect(await failureOf(loadSdk(file.url))).to.include({ code: 'sdk', reason: 'offline' });
      Reflect.deleteProperty(navigator, 'onLine');
    });

    it('is told from one that brings no Klarna', async () => {
      expect(await failureOf(loadSdk(address('var nothing')))).to.include({ code: 'sdk', reason: 'bad-response' });
    });

    it('is not waited for for ever, and cannot run later over the Klarna of the next try', async () => {
      const file = new ScriptedFile();
      const failure = await failureOf(loadSdk(file.url, { timeoutMs: 0 }));
      expect(failure).to.include({ code: 'sdk', reason: 'timeout' });
      await file.answer(GOOD);
      await heard(addTag(address('/* later */')), 'load');
      expect(window.copies).to.equal(undefined);
    });

    it('leaves no callback of ours behind', async () => {
      await failureOf(loadSdk(address('var nothing')));
      expect('klarnaAsyncCallback' in window).to.equal(false);
    });

    it('is not blamed on a policy that only reports', async () => {
      const file = new ScriptedFile();
      const failure = failureOf(loadSdk(file.url));
      const report = { disposition: 'report', blockedURI: file.url, effectiveDirective: 'script-src-elem' } as const;
      document.dispatchEvent(
        new SecurityPolicyViolationEvent('securitypolicyviolation', {
          ...report,
          documentURI: location.href,
          originalPolicy: "script-src 'none'",
          statusCode: 200,
          violatedDirective: report.effectiveDirective,
        }),
      );
      await file.answer('', 404);
      expect(await failure).to.include({ reason: 'blocked' });
    });
  });
});
