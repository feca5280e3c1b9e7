import { expect } from 'chai';
import { TabLock } from '../../../src/checkout/page/tab-lock.ts';

/** Each as in a tab of its own: locks and channels know no difference. */
describe('two tabs with one cart', () => {
  const tabs: TabLock[] = [];
  let cart: string;

  function openTab() {
    const changes: Array<{ elsewhere: boolean; completed: boolean }> = [];
    let next = Promise.withResolvers<void>();
    const tab = new TabLock({
      onChange: (completed) => {
        changes.push({ elsewhere: tab.isPayingElsewhere, completed });
        next.resolve();
        next = Promise.withResolvers<void>();
      },
    });
    tabs.push(tab);
    tab.watch(cart);
    return { tab, changes, changed: () => next.promise };
  }

  beforeEach(() => {
    cart = crypto.randomUUID();
  });

  afterEach(() => {
    for (const tab of tabs.splice(0)) tab.stop();
  });

  it('lets one know that the other pays, and when it is done', async () => {
    const one = openTab();
    const two = openTab();
    const began = two.changed();
    one.tab.acquire();
    await began;
    expect(two.tab.isPayingElsewhere).to.equal(true);
    const ended = two.changed();
    one.tab.release();
    await ended;
    expect(two.changes).to.deep.equal([
      { elsewhere: true, completed: false },
      { elsewhere: false, completed: false },
    ]);
    expect(one.changes).to.deep.equal([]);
  });

  it('tells that the cart is bought', async () => {
    const one = openTab();
    const two = openTab();
    one.tab.acquire();
    await two.changed();
    one.tab.release(true);
    // The word and the lock come on ways of their own: the lock may be the first to tell that the tab is free.
    while (!two.changes.at(-1)?.completed) await two.changed();
    expect(two.changes.at(-1)).to.deep.equal({ elsewhere: false, completed: true });
  });

  it('tells one that comes later', async () => {
    openTab().tab.acquire();
    const late = openTab();
    await late.changed();
    expect(late.tab.isPayingElsewhere).to.equal(true);
  });

  it('frees the others when the paying tab is gone without a word', async () => {
    const name = `klarna-checkout:${cart}`;
    const { promise: dies, resolve: die } = Promise.withResolvers<void>();
    await new Promise<void>((held) => {
      void navigator.locks.request(name, () => {
        held();
        return dies;
      });
    });
    const other = openTab();
    await other.changed();
    expect(other.tab.isPayingElsewhere).to.equal(true);
    const freed = other.changed();
    die();
    await freed;
    expect(other.tab.isPayingElsewhere).to.equal(false);
  });

  it('leaves another cart alone', async () => {
    const one = openTab();
    const two = openTab();
    const stranger = openTab();
    stranger.tab.watch(crypto.randomUUID());
    one.tab.acquire();
    await two.changed();
    expect(stranger.tab.isPayingElsewhere).to.equal(false);
    expect(stranger.changes).to.deep.equal([]);
  });

  it('is quiet after stop', async () => {
    const one = openTab();
    const two = openTab();
    const three = openTab();
    two.tab.stop();
    one.tab.acquire();
    await three.changed();
    expect(two.changes).to.deep.equal([]);
  });

  it('sees the one that was quicker, once it does not want to pay itself', async () => {
    const one = openTab();
    const two = openTab();
    const three = openTab();
    one.tab.acquire();
    two.tab.acquire();
    await three.changed();
    const seen = two.changed();
    two.tab.release();
    await seen;
    expect(two.tab.isPayingElsewhere).to.equal(true);
    const freed = two.changed();
    one.tab.release();
    await freed;
    expect(two.tab.isPayingElsewhere).to.equal(false);
  });

  it('still sees the lock where the browser lets nobody speak', async () => {
    const warn = console.warn;
    const said: unknown[] = [];
    console.warn = (...words) => said.push(...words);
    const silent = new TabLock({
      onChange: () => seen.resolve(),
      openChannel: () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
    const seen = Promise.withResolvers<void>();
    tabs.push(silent);
    openTab().tab.acquire();
    await Promise.resolve();
    silent.watch(cart);
    console.warn = warn;
    await seen.promise;
    expect(silent.isPayingElsewhere).to.equal(true);
    expect(String(said[0])).to.contain('another one is paying');
  });

  it('asks again for a lock that the browser lost while a window was opened', async () => {
    let lost = 0;
    // As Chromium does it: the request is rejected, and its callback never runs.
    const forgetful = {
      request: (name: string, ...rest: never[]) => {
        if (rest.length > 1 || lost === 2)
          return (navigator.locks.request as (...all: unknown[]) => unknown)(name, ...rest);
        lost += 1;
        return Promise.reject(new Error('The provided callback is no longer runnable.'));
      },
    } as unknown as LockManager;
    const one = new TabLock({ onChange: () => expect.fail('nobody else pays'), locks: forgetful });
    tabs.push(one);
    one.watch(cart);
    const two = openTab();
    const began = two.changed();
    one.acquire();
    await began;
    expect(two.tab.isPayingElsewhere).to.equal(true);
    expect(lost).to.equal(2);
  });

  it('asks no more for a lost lock once it was let go', async () => {
    const loss = Promise.withResolvers<never>();
    const asked: string[] = [];
    const forgetful = {
      request: (name: string, ...rest: unknown[]) => {
        if (rest.length > 1) return Promise.resolve(true);
        asked.push(name);
        return loss.promise;
      },
    } as unknown as LockManager;
    const one = new TabLock({ onChange: () => expect.fail('nobody else pays'), locks: forgetful });
    tabs.push(one);
    one.watch(cart);
    one.acquire();
    await Promise.resolve();
    one.release();
    loss.reject(new Error('The provided callback is no longer runnable.'));
    await new Promise((resolve) => setTimeout(resolve));
    expect(asked).to.have.length(1);
  });

  it('holds nothing back where the browser has no locks', async () => {
    const one = openTab();
    const bare = new TabLock({ onChange: () => expect.fail('nobody pays'), locks: null });
    tabs.push(bare);
    bare.watch(cart);
    const three = openTab();
    one.tab.acquire();
    await three.changed();
    expect(bare.isPayingElsewhere).to.equal(false);
  });
});
