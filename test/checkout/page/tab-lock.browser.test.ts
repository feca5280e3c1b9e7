import { expect } from 'chai';
import { TabLock } from '../../../src/checkout/page/tab-lock.ts';

/** All tabs are in one page here. Locks and channels behave the same as in separate tabs. */
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

  it('tell each other when a payment starts and when it ends', async () => {
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

  it('tell each other that the order exists', async () => {
    const one = openTab();
    const two = openTab();
    one.tab.acquire();
    await two.changed();
    one.tab.release(true);
    // The message and the lock travel separately, so the lock may arrive first.
    while (!two.changes.at(-1)?.completed) await two.changed();
    expect(two.changes.at(-1)).to.deep.equal({ elsewhere: false, completed: true });
  });

  it('notice a payment that started before the second tab opened', async () => {
    openTab().tab.acquire();
    const late = openTab();
    await late.changed();
    expect(late.tab.isPayingElsewhere).to.equal(true);
  });

  it('are free when the paying tab dies without a message', async () => {
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

  it('do not block a tab with another cart', async () => {
    const one = openTab();
    const two = openTab();
    const stranger = openTab();
    stranger.tab.watch(crypto.randomUUID());
    one.tab.acquire();
    await two.changed();
    expect(stranger.tab.isPayingElsewhere).to.equal(false);
    expect(stranger.changes).to.deep.equal([]);
  });

  it('hear nothing after stop', async () => {
    const one = openTab();
    const two = openTab();
    const three = openTab();
    two.tab.stop();
    one.tab.acquire();
    await three.changed();
    expect(two.changes).to.deep.equal([]);
  });

  it('notice who was first: the slower tab sees it when it stops paying', async () => {
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

  it('notice the lock if the browser forbids the channel', async () => {
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

  it('request a lock again that the browser lost while a window opened', async () => {
    let lost = 0;
    // Chromium rejects the request and never runs its callback.
    const forgetful = {
      request: (name: string, ...rest: never[]) => {
        if (rest.length > 1 || lost === 2)
          return (navigator.locks.request as (...all: unknown[]) => unknown)(name, ...rest);
        lost += 1;
        return Promise.reject(new Error('The provided callback is no longer runnable.'));
      },
    } as unknown as LockManager;
    const one = new TabLock({ onChange: () => expect.fail('no other tab pays'), locks: forgetful });
    tabs.push(one);
    one.watch(cart);
    const two = openTab();
    const began = two.changed();
    one.acquire();
    await began;
    expect(two.tab.isPayingElsewhere).to.equal(true);
    expect(lost).to.equal(2);
  });

  it('do not request a lost lock again after release', async () => {
    const loss = Promise.withResolvers<never>();
    const asked: string[] = [];
    const forgetful = {
      request: (name: string, ...rest: unknown[]) => {
        if (rest.length > 1) return Promise.resolve(true);
        asked.push(name);
        return loss.promise;
      },
    } as unknown as LockManager;
    const one = new TabLock({ onChange: () => expect.fail('no other tab pays'), locks: forgetful });
    tabs.push(one);
    one.watch(cart);
    one.acquire();
    await Promise.resolve();
    one.release();
    loss.reject(new Error('The provided callback is no longer runnable.'));
    await new Promise((resolve) => setTimeout(resolve));
    expect(asked).to.have.length(1);
  });

  it('do not wait for each other if the browser has no locks', async () => {
    const one = openTab();
    const bare = new TabLock({ onChange: () => expect.fail('no tab pays'), locks: null });
    tabs.push(bare);
    bare.watch(cart);
    const three = openTab();
    one.tab.acquire();
    await three.changed();
    expect(bare.isPayingElsewhere).to.equal(false);
  });
});
