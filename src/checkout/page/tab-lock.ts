import { withResolvers } from '../with-resolvers.ts';

/**
 * Two tabs can show the same cart: the shopper duplicated a tab, or opened the shop twice, perhaps in two languages with
 * a session each. While one tab pays, the others wait. The paying tab holds a Web Lock, and the browser releases that even
 * if the tab dies. The tab also tells the others by `BroadcastChannel`, so that they know it at the click without waiting.
 *
 * If a browser has no locks (a page without https), no tab waits. Klarna and the endpoint still make one order of one
 * session.
 */
interface TabLockParts {
  /** `null` if there are none. */
  locks?: LockManager | null;
  openChannel?: (name: string) => BroadcastChannel;
  /** Another tab or button has started or ended a payment. `completed`: its order exists. */
  onChange(completed: boolean): void;
}

interface Message {
  readonly cart: string;
  readonly phase: 'paying' | 'done' | 'completed';
}

/** A payment of this tab. */
interface Payment {
  readonly ended: Promise<void>;
  readonly end: () => void;
  /** Another tab started paying first and has the lock. */
  lostRace: boolean;
  /** Settles when the lock is released. Undefined until the lock is requested. */
  lock: Promise<void> | undefined;
}

/** `queue` is this tab's request for the lock of another tab: the browser grants it when that tab has ended its payment. */
type LockState =
  | { readonly name: 'free'; readonly payment?: undefined; readonly queue?: undefined }
  | { readonly name: 'elsewhere'; readonly payment?: undefined; readonly queue: AbortController }
  /** With `queue`: another tab is paying too. An order that is already authorized does not wait for it. */
  | { readonly name: 'paying'; readonly payment: Payment; readonly queue: AbortController | undefined };

const FREE: LockState = { name: 'free' };

const CHANNEL = 'klarna-checkout';

/** How often a lock is requested again that the browser lost. */
const MAX_REPEATS = 3;

export class TabLock {
  readonly #onChange: (completed: boolean) => void;
  readonly #locks: LockManager | null | undefined;
  readonly #openChannel: (name: string) => BroadcastChannel;
  #state: LockState = FREE;
  #cart: string | undefined;
  #channel: BroadcastChannel | undefined;
  /** Counts this tab's own payments, so that it does not mistake its own lock for another tab's. */
  #payments = 0;

  constructor({ onChange, locks = globalThis.navigator?.locks, openChannel = open }: TabLockParts) {
    this.#onChange = onChange;
    this.#locks = locks;
    this.#openChannel = openChannel;
  }

  /** Whether another tab, or another button of this page, is paying for this cart now. */
  get isPayingElsewhere(): boolean {
    return this.#state.queue !== undefined;
  }

  /** @param cart the name that all tabs of the shop use; it replaces the cart that was watched before */
  watch(cart: string): void {
    if (cart === this.#cart) return;
    this.stop();
    this.#cart = cart;
    try {
      this.#channel = this.#openChannel(CHANNEL);
      this.#channel.onmessage = ({ data }: MessageEvent<Message>) => this.#receive(data);
    } catch (error) {
      // Firefox has no channel if cookies are blocked.
      warn(error);
    }
    this.#checkLock(cart).catch(warn);
  }

  /** This tab pays, until `release`. */
  acquire(): void {
    const cart = this.#cart;
    if (!cart || this.#state.payment) return;
    const { promise: ended, resolve: end } = withResolvers<void>();
    const payment: Payment = { ended, end, lostRace: false, lock: undefined };
    this.#state = { name: 'paying', payment, queue: this.#state.queue };
    this.#payments += 1;
    // After the click: most versions of Klarna's script have opened Klarna's window by then.
    queueMicrotask(() => {
      if (this.#isCurrent(payment)) payment.lock = this.#requestLock(cart, payment).catch(warn);
    });
  }

  /** @param completed the order exists, so the other tabs look at their cart again */
  release(completed = false): void {
    const { payment } = this.#state;
    if (!payment) return;
    // Sent before the others get the lock, so that they look at their cart only once.
    this.#send(completed ? 'completed' : 'done');
    this.#endPayment(payment);
    if (payment.lostRace && !completed && this.#cart) this.#waitForOther(this.#cart);
  }

  stop(): void {
    const { payment, queue } = this.#state;
    queue?.abort();
    if (payment) this.#endPayment(payment);
    this.#state = FREE;
    this.#channel?.close();
    this.#channel = undefined;
    this.#cart = undefined;
  }

  #isCurrent(payment: Payment): boolean {
    return this.#state.payment === payment;
  }

  /**
   * Holds the lock until the payment ends. Chromium loses a lock that it grants while `window.open` blocks the page ("The
   * provided callback is no longer runnable"). Klarna's script opens its window at the click or some time after it, so the
   * lock is requested again.
   */
  async #requestLock(cart: string, payment: Payment): Promise<void> {
    let isGranted = false;
    const onGranted = () => {
      isGranted = true;
      // Sent only now: before the lock is held, another tab would find it free and think that the payment is over.
      if (this.#isCurrent(payment)) this.#send('paying');
      return payment.ended;
    };
    for (let repeats = 0; this.#isCurrent(payment); repeats += 1) {
      try {
        return await this.#locks?.request(lockOf(cart), onGranted);
      } catch (error) {
        if (isGranted || repeats === MAX_REPEATS) throw error;
      }
    }
  }

  #endPayment(payment: Payment): void {
    const { queue } = this.#state;
    this.#state = queue ? { name: 'elsewhere', queue } : FREE;
    payment.end();
    const cart = this.#cart;
    // If another tab has the lock, this tab's request would wait for that tab.
    if (!cart || !payment.lock || payment.lostRace) return;
    addPendingRelease(cart, payment.lock.then(() => this.#whenReleased(cart)).catch(warn));
  }

  /** Waits until the lock can be acquired. WebKit reports it as released slightly too early. */
  async #whenReleased(cart: string): Promise<void> {
    await this.#locks?.request(lockOf(cart), { mode: 'shared' }, () => undefined);
  }

  /** Another tab may have started paying before this one watched the cart. */
  async #checkLock(cart: string): Promise<void> {
    const payments = this.#payments;
    await pendingReleases.get(cart);
    const options = { mode: 'shared', ifAvailable: true } as const;
    const isFree = await this.#locks?.request(lockOf(cart), options, (lock) => lock !== null);
    if (isFree === false && cart === this.#cart && payments === this.#payments) this.#waitForOther(cart);
  }

  /** Another tab is paying: waits in the queue for its lock. */
  #waitForOther(cart: string): void {
    if (!this.#locks || this.#state.queue) return;
    const queue = new AbortController();
    this.#state = { name: 'elsewhere', queue };
    this.#locks
      .request(lockOf(cart), { signal: queue.signal }, () => undefined)
      .then(
        () => this.#endQueue(queue),
        (error: unknown) => {
          if (!queue.signal.aborted) warn(error);
        },
      );
    this.#onChange(false);
  }

  #endQueue(queue: AbortController): void {
    if (this.#state.queue !== queue) return;
    const { payment } = this.#state;
    this.#state = payment ? { name: 'paying', payment, queue: undefined } : FREE;
    this.#onChange(false);
  }

  #send(phase: Message['phase']): void {
    if (this.#cart) this.#channel?.postMessage({ cart: this.#cart, phase } satisfies Message);
  }

  #receive(message: Message): void {
    if (message?.cart !== this.#cart) return;
    const { cart, phase } = message;
    if (this.#state.payment) this.#state.payment.lostRace = phase === 'paying';
    else if (phase === 'paying') this.#waitForOther(cart);
    else if (phase === 'completed') {
      this.#state.queue?.abort();
      this.#state = FREE;
      this.#onChange(true);
    }
  }
}

/**
 * Locks that this page has released and the browser still holds. An element that is drawn again in that moment would
 * mistake the lock of its own page for another tab's.
 */
const pendingReleases = new Map<string, Promise<void>>();

function addPendingRelease(cart: string, release: Promise<void>): void {
  const all = Promise.all([pendingReleases.get(cart), release]).then(() => {
    if (pendingReleases.get(cart) === all) pendingReleases.delete(cart);
  });
  pendingReleases.set(cart, all);
}

const warn = (error: unknown): void => {
  console.warn('Klarna: this tab cannot tell whether another one is paying.', error);
};

const lockOf = (cart: string): string => `${CHANNEL}:${cart}`;

const open = (name: string): BroadcastChannel => new BroadcastChannel(name);
