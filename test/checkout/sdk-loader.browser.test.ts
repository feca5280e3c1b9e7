import { expect } from 'chai';
import type { KlarnaCheckoutError } from '../../src/checkout/errors.ts';
import { loadSdk } from '../../src/checkout/sdk-loader.ts';

const address = (source: string) => URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
const GOOD =
  'window.Klarna = { Payments: { here: true } }; window.klarnaAsyncCallback && window.klarnaAsyncCallback();';
const tagsOf = (url: string) => [...document.scripts].filter(({ src }) => src === url);

const failureOf = async (promise: Promise<unknown>): Promise<KlarnaCheckoutError> =>
  promise.then(
    () => {
      throw new Error('it loaded');
    },
    (error: KlarnaCheckoutError) => error,
  );

describe('loadSdk', () => {
  afterEach(() => {
    delete window.Klarna;
    delete window.klarnaAsyncCallback;
  });

  it('loads the script once for everybody who asks', async () => {
    const url = address(GOOD);
    const [one, two] = await Promise.all([loadSdk(url), loadSdk(url)]);
    expect(one).to.deep.equal({ here: true });
    expect(two).to.equal(one);
    expect(tagsOf(url).length).to.equal(1);
  });

  it('takes a Klarna that is already there, without a tag of its own', async () => {
    const url = address(GOOD);
    window.Klarna = { Payments: { mine: true } as never };
    expect(await loadSdk(url)).to.deep.equal({ mine: true });
    expect(tagsOf(url)).to.deep.equal([]);
  });

  it('adopts a tag that the page has begun', async () => {
    const url = address(GOOD);
    const script = document.createElement('script');
    script.src = url;
    document.head.append(script);
    await loadSdk(url);
    expect(tagsOf(url)).to.deep.equal([script]);
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

  it('forgets a failure: its tag is gone, and the next call tries again', async () => {
    const url = `${location.origin}/no-such-script.js`;
    expect(await failureOf(loadSdk(url))).to.include({ code: 'sdk', reason: 'blocked' });
    expect(tagsOf(url)).to.deep.equal([]);
    expect(await failureOf(loadSdk(url))).to.include({ code: 'sdk', reason: 'blocked' });
  });

  it('tells a script that brings no Klarna from one that does not come', async () => {
    expect(await failureOf(loadSdk(address('var nothing')))).to.include({ code: 'sdk', reason: 'bad-response' });
  });

  it('does not wait for ever', async () => {
    expect(await failureOf(loadSdk('https://klarna.invalid/api.js', 0))).to.include({ code: 'sdk', reason: 'timeout' });
  });

  it('leaves no callback of its own behind', async () => {
    await failureOf(loadSdk(address('var nothing')));
    expect('klarnaAsyncCallback' in window).to.equal(false);
  });
});
