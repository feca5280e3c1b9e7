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
    /** How often the fake script has run. */
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

  it('loads the script once for all callers', async () => {
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

  it('uses the page’s `window.Klarna` without a tag of its own', async () => {
    const url = address(GOOD);
    window.Klarna = { Payments: { mine: true } as never };
    expect(await loadSdk(url)).to.deep.equal({ mine: true });
    expect(tagsOf(url)).to.deep.equal([]);
  });

  it('loads the script again if the page has deleted `window.Klarna`', async () => {
    const url = address(GOOD);
    await loadSdk(url, { timeoutMs: 3_600_000 });
    delete window.Klarna;
    expect(await loadSdk(url, { timeoutMs: 3_600_000 })).to.deep.equal({ copy: 2 });
  });

  it('calls the page’s callback, and restores it', async () => {
    let called = 0;
    const theirs = () => {
      called += 1;
    };
    window.klarnaAsyncCallback = theirs;
    await loadSdk(address(GOOD));
    expect(called).to.equal(1);
    expect(window.klarnaAsyncCallback).to.equal(theirs);
  });

  it('requests a preloaded script with the mode of its preload', async () => {
    const file = new ScriptedFile();
    const link = document.createElement('link');
    Object.assign(link, { rel: 'preload', as: 'script', crossOrigin: 'anonymous', href: file.url });
    document.head.append(link);
    const loaded = loadSdk(file.url);
    expect(tagsOf(file.url).map(({ crossOrigin }) => crossOrigin)).to.deep.equal(['anonymous']);
    // The first answer is for the preload, the second for a browser that does not use it.
    await file.answer(GOOD);
    await file.answer(GOOD);
    expect(await loaded).to.deep.equal({ copy: 1 });
    link.remove();
  });

  describe('with a tag of the page', () => {
    it('adopts the tag', async () => {
      const url = address(GOOD);
      const tag = addTag(url);
      await loadSdk(url);
      expect(tagsOf(url)).to.deep.equal([tag]);
    });

    it('inserts its own tag if the page’s tag fails', async () => {
      const file = new ScriptedFile();
      const tag = addTag(file.url);
      const loaded = loadSdk(file.url);
      await file.answer('', 404);
      await file.answer(GOOD);
      expect(await loaded).to.deep.equal({ copy: 1 });
      expect(tag.isConnected, 'the page’s tag is the page’s').to.equal(true);
    });

    it('does not wait for a tag that failed before the call', async () => {
      const file = new ScriptedFile();
      const failed = heard(addTag(file.url), 'error');
      await file.answer('', 404);
      await failed;
      const loaded = loadSdk(file.url, { runWithinMs: 0, timeoutMs: 3_600_000 });
      await file.answer(GOOD);
      expect(await loaded).to.deep.equal({ copy: 1 });
    });

    it('does not wait for a tag that a consent manager holds back', async () => {
      const url = address(GOOD);
      addTag(url, 'text/plain');
      expect(await loadSdk(url)).to.deep.equal({ copy: 1 });
    });

    it('waits for a tag that is still loading, however slow', async () => {
      const file = new ScriptedFile();
      const tag = addTag(file.url);
      await file.asked();
      const loaded = loadSdk(file.url, { runWithinMs: 0 });
      await file.answer(GOOD);
      expect(await loaded).to.deep.equal({ copy: 1 });
      expect(tagsOf(file.url)).to.deep.equal([tag]);
    });

    it('runs Klarna once, even if another tag brings it before ours', async () => {
      const file = new ScriptedFile();
      const loaded = loadSdk(file.url);
      await file.asked();
      await heard(addTag(address(GOOD)), 'load');
      expect(await loaded).to.deep.equal({ copy: 1 });
      await file.answer(GOOD);
      // This file is requested after the second copy was delivered, so it arrives later.
      await heard(addTag(address('/* later */')), 'load');
      expect(window.copies).to.equal(1);
    });
  });

  describe('with a script that fails', () => {
    it('removes its tag, and the next call tries again', async () => {
      const file = new ScriptedFile();
      await file.answer('', 404);
      expect(await failureOf(loadSdk(file.url))).to.include({ code: 'sdk', reason: 'blocked' });
      expect(tagsOf(file.url)).to.deep.equal([]);
      await file.answer(GOOD);
      expect(await loadSdk(file.url)).to.deep.equal({ copy: 1 });
    });

    it('reports `offline` if there is no network', async () => {
      Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
      const file = new ScriptedFile();
      await file.answer('', 404);
      expect(await failureOf(loadSdk(file.url))).to.include({ code: 'sdk', reason: 'offline' });
      Reflect.deleteProperty(navigator, 'onLine');
    });

    it('reports `bad-response` if the script brings no Klarna', async () => {
      expect(await failureOf(loadSdk(address('var nothing')))).to.include({ code: 'sdk', reason: 'bad-response' });
    });

    it('stops waiting, and keeps the late script from replacing the Klarna of the next try', async () => {
      const file = new ScriptedFile();
      const failure = await failureOf(loadSdk(file.url, { timeoutMs: 0 }));
      expect(failure).to.include({ code: 'sdk', reason: 'timeout' });
      await file.answer(GOOD);
      await heard(addTag(address('/* later */')), 'load');
      expect(window.copies).to.equal(undefined);
    });

    it('leaves no callback behind', async () => {
      await failureOf(loadSdk(address('var nothing')));
      expect('klarnaAsyncCallback' in window).to.equal(false);
    });

    it('does not report `csp` for a report-only policy', async () => {
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
