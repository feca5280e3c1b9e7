import { withResolvers } from '../with-resolvers.ts';

/**
 * Two tabs can show the same cart: a duplicated one, or the shop opened twice, also with a session each (two languages).
 * While one pays, the others wait. The paying tab holds a Web Lock, which the browser releases even when the tab dies, and
 * tells the others by `BroadcastChannel`, so that they know at the click without waiting.
 *
 * Where a browser has no locks (a page without https) nothing is held back: Klarna and the endpoint still make one order
 * of one session.
 */
export interface TabLock {
  /** Whether another tab, or another button of this page, is paying this cart now. */
  readonly isPayingElsewhere: boolean;
  /** From now on, of this cart, under whatever name the tabs of a shop agree on. */
  watch(cart: string): void;
  /** This one pays, until `release`. */
  acquire(): void;
  /** `completed`: there is an order; the others look at their cart anew. */
  release(completed?: boolean): void;
  stop(): void;
}

export interface TabLockParts {
  /** `null` where there are none. */
  locks?: LockManager | null;
  openChannel?: (name: string) => BroadcastChannel;
  /** Another one has begun to pay, or is done; `completed` where it has ordered. */
  onChange(completed: boolean): void;
}

interface News {
  readonly cart: string;
  readonly phase: 'paying' | 'done' | 'completed';
}

const CHANNEL = 'klarna-checkout';

/** How often a lock is asked for again that the browser lost. */
const MOST_REPEATS = 3;

export function createTabLock({
  onChange,
  locks = globalThis.navigator?.locks,
  openChannel = open,
}: TabLockParts): TabLock {
  let cart: string | undefined;
  let channel: BroadcastChannel | undefined;
  let waiting: AbortController | undefined;
  let isPayingElsewhere = false;
  /** How often this one has paid: what was seen before may have been itself. */
  let turns = 0;
  let resolveLock: (() => void) | undefined;
  /** Another one has begun while this one meant to: it has the lock, and this one waits in the queue. */
  let lostRace = false;
  let held: Promise<void> | undefined;

  const say = (phase: News['phase']) => {
    if (cart) channel?.postMessage({ cart, phase } satisfies News);
  };
  const settle = (elsewhere: boolean, completed = false) => {
    if (elsewhere === isPayingElsewhere && !completed) return;
    isPayingElsewhere = elsewhere;
    onChange(completed);
  };

  const explain = (error: unknown) => {
    console.warn('Klarna: this tab cannot tell whether another one is paying.', error);
  };

  /** Queues for the lock, shared with others that wait: it is granted when the one that pays is done, or is gone. */
  const waitForIt = (name: string) => {
    if (!locks || waiting) return;
    const queue = new AbortController();
    waiting = queue;
    locks
      .request(lockOf(name), { signal: queue.signal }, () => undefined)
      .then(
        () => {
          if (waiting !== queue) return;
          waiting = undefined;
          settle(false);
        },
        (error: unknown) => {
          if (!queue.signal.aborted) explain(error);
        },
      );
  };
  const listen = ({ data }: MessageEvent<News>) => {
    if (data?.cart !== cart) return;
    if (resolveLock) lostRace = data.phase === 'paying';
    else if (data.phase === 'completed') {
      waiting?.abort();
      waiting = undefined;
      settle(false, true);
    } else if (data.phase === 'paying' && locks) {
      settle(true);
      waitForIt(data.cart);
    }
  };
  /** In its turn. WebKit says that a lock has come back before another one can have it. */
  const untilFree = async (name: string): Promise<void> => {
    await locks?.request(lockOf(name), { mode: 'shared' }, () => undefined);
  };
  /** Paid somewhere already, before this tab came. */
  const look = async (name: string) => {
    const turn = turns;
    await pendingReleases.get(name);
    const isFree = await locks?.request(lockOf(name), { mode: 'shared', ifAvailable: true }, (lock) => lock !== null);
    if (isFree !== false || name !== cart || turn !== turns) return;
    settle(true);
    waitForIt(name);
  };
  const releaseLock = () => {
    resolveLock?.();
    resolveLock = undefined;
    // Behind another tab it would be long until it is granted.
    const name = cart;
    if (name && held && !lostRace) returns(name, held.then(() => untilFree(name)).catch(explain));
    held = undefined;
  };
  const stop = () => {
    waiting?.abort();
    waiting = undefined;
    releaseLock();
    channel?.close();
    channel = undefined;
    cart = undefined;
    isPayingElsewhere = false;
  };

  return {
    get isPayingElsewhere() {
      return isPayingElsewhere;
    },
    watch(name) {
      if (name === cart) return;
      stop();
      cart = name;
      try {
        channel = openChannel(CHANNEL);
        channel.onmessage = listen;
      } catch (error) {
        // Firefox has none where cookies are blocked.
        explain(error);
      }
      look(name).catch(explain);
    },
    acquire() {
      if (!cart || resolveLock) return;
      const { promise, resolve } = withResolvers<void>();
      resolveLock = resolve;
      turns += 1;
      lostRace = false;
      const name = cart;
      // Told only when the lock is held, or another tab would find it free and think that it is over.
      let isGranted = false;
      const granted = () => {
        isGranted = true;
        if (resolveLock === resolve) say('paying');
        return promise;
      };
      // Chromium loses a lock that it grants while `window.open` holds the page ("The provided callback is no longer
      // runnable"). Klarna's script opens its window at the click or some time after it, so the lock is asked for again.
      const ask = async (): Promise<void> => {
        for (let asked = 0; resolveLock === resolve; asked += 1) {
          try {
            return await locks?.request(lockOf(name), granted);
          } catch (error) {
            if (isGranted || asked === MOST_REPEATS) throw error;
          }
        }
      };
      // After the click: most scripts have opened Klarna's window by then.
      queueMicrotask(() => {
        if (resolveLock === resolve) held = ask().catch(explain);
      });
    },
    release(completed = false) {
      if (!resolveLock) return;
      // Told first, so that the others, to whom the lock comes next, look at their cart once.
      say(completed ? 'completed' : 'done');
      releaseLock();
      if (lostRace && !completed && cart) {
        settle(true);
        waitForIt(cart);
      }
    },
    stop,
  };
}

/**
 * The locks that this page has let go and the browser has not taken back yet. It may grant one when it is let go already;
 * an element that is drawn anew in that moment would take its own page for another tab.
 */
const pendingReleases = new Map<string, Promise<void>>();

function returns(name: string, lock: Promise<void>): void {
  const all = Promise.all([pendingReleases.get(name), lock]).then(() => {
    if (pendingReleases.get(name) === all) pendingReleases.delete(name);
  });
  pendingReleases.set(name, all);
}

const lockOf = (cart: string): string => `${CHANNEL}:${cart}`;

const open = (name: string): BroadcastChannel => new BroadcastChannel(name);
