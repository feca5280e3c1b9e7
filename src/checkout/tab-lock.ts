/**
 * Two tabs can show the same session: a duplicated one, or the cart opened twice. While one pays, the others wait. The
 * paying tab holds a Web Lock, which the browser releases even when the tab dies, and tells the others by
 * `BroadcastChannel`, so that they know at the click without waiting.
 *
 * Where a browser has no locks (a page without https) nothing is held back: Klarna and the endpoint still make one order
 * of one session.
 */
export interface TabLock {
  /** Whether another tab, or another button of this page, is paying this session now. */
  readonly isElsewhere: boolean;
  /** From now on, of this session. */
  watch(session_id: string): void;
  /** This one pays, until `release`. */
  hold(): void;
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
  readonly session_id: string;
  readonly phase: 'paying' | 'done' | 'completed';
}

const CHANNEL = 'klarna-checkout';

export function createTabLock({
  onChange,
  locks = globalThis.navigator?.locks,
  openChannel = open,
}: TabLockParts): TabLock {
  let session_id: string | undefined;
  let channel: BroadcastChannel | undefined;
  let waiting: AbortController | undefined;
  let isElsewhere = false;
  let letGo: (() => void) | undefined;

  const say = (phase: News['phase']) => {
    if (session_id) channel?.postMessage({ session_id, phase } satisfies News);
  };
  const settle = (elsewhere: boolean, completed = false) => {
    if (elsewhere === isElsewhere && !completed) return;
    isElsewhere = elsewhere;
    onChange(completed);
  };

  const explain = (error: unknown) => {
    console.warn('Klarna: this tab cannot tell whether another one is paying.', error);
  };

  /** Queues for the lock, shared with others that wait: it is granted when the one that pays is done, or is gone. */
  const waitForIt = (id: string) => {
    if (!locks || waiting) return;
    const queue = new AbortController();
    waiting = queue;
    locks
      .request(nameOf(id), { signal: queue.signal }, () => undefined)
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
    if (data?.session_id !== session_id || letGo) return;
    if (data.phase === 'completed') {
      waiting?.abort();
      waiting = undefined;
      settle(false, true);
    } else if (data.phase === 'paying' && locks) {
      settle(true);
      waitForIt(data.session_id);
    }
  };
  /** Paid somewhere already, before this tab came. */
  const look = async (id: string) => {
    const isFree = await locks?.request(nameOf(id), { mode: 'shared', ifAvailable: true }, (lock) => lock !== null);
    if (isFree !== false || id !== session_id || letGo) return;
    settle(true);
    waitForIt(id);
  };
  const stop = () => {
    waiting?.abort();
    waiting = undefined;
    letGo?.();
    letGo = undefined;
    channel?.close();
    channel = undefined;
    session_id = undefined;
    isElsewhere = false;
  };

  return {
    get isElsewhere() {
      return isElsewhere;
    },
    watch(id) {
      if (id === session_id) return;
      stop();
      session_id = id;
      channel = openChannel(CHANNEL);
      channel.onmessage = listen;
      look(id).catch(explain);
    },
    hold() {
      if (!session_id || letGo) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      letGo = resolve;
      const name = nameOf(session_id);
      // Told only when the lock is held, or another tab would find it free and think that it is over.
      const held = () => {
        if (letGo === resolve) say('paying');
        return promise;
      };
      // After the click, which has opened Klarna's window: a lock that Chromium grants while `window.open` holds the page is
      // lost ("The provided callback is no longer runnable").
      queueMicrotask(() => {
        if (letGo === resolve) locks?.request(name, held).catch(explain);
      });
    },
    release(completed = false) {
      if (!letGo) return;
      // Told first, so that the others, to whom the lock comes next, look at their cart once.
      say(completed ? 'completed' : 'done');
      letGo();
      letGo = undefined;
    },
    stop,
  };
}

const nameOf = (session_id: string): string => `${CHANNEL}:${session_id}`;

const open = (name: string): BroadcastChannel => new BroadcastChannel(name);
