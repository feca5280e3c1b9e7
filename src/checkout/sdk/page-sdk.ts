/**
 * Klarna's script as all checkouts of a page share it. The script has one token for the page and one frame for each widget
 * name. A second `init` with another token makes it forget every widget. A second widget of the same name takes the frame
 * of the first. The shared record is kept on the script's own object, so that two versions of this package share it too.
 */
import type { KlarnaPayments } from '../../klarna/sdk.ts';
import { type Resolvers, withResolvers } from '../with-resolvers.ts';
import { init } from './klarna-payments.ts';

/** Two versions of this package may read the same record, so the names of the fields must not change. */
interface SharedRecord {
  /** The token of the last `init`. */
  client_token: string | undefined;
  /** By widget name: the container that shows it. */
  readonly containers: Map<string, WeakRef<Element>>;
  /** Fires `init` after each `init`. */
  readonly signals: EventTarget;
  /** The call that has Klarna's window open. */
  visit: SharedCall | undefined;
}

interface SharedCall {
  readonly client_token: string | undefined;
  readonly answer: Promise<unknown>;
  /** How many callers wait for the answer. If none does, the call blocks no other session. */
  waiting: number;
  /** Resolves when no caller waits any more. */
  readonly left: Resolvers<void>;
}

/** A caller's part in a call. */
export interface Call<Outcome> {
  readonly answer: Promise<Outcome>;
  /** Stops waiting for the answer. */
  leave(): void;
}

const KEY = Symbol.for('klarna-checkout-button.share');
/** For an object that takes no property, such as a frozen stand-in. */
const unwritable = new WeakMap<object, SharedRecord>();

export class PageSdk {
  readonly #payments: KlarnaPayments;
  readonly #shared: SharedRecord;

  constructor(payments: KlarnaPayments) {
    this.#payments = payments;
    this.#shared = sharedRecordOf(payments);
  }

  isCurrent(client_token: string): boolean {
    return this.#shared.client_token === client_token;
  }

  /**
   * Gives the token to Klarna's script if that has another one. Checkouts with the other token have lost their widgets.
   *
   * @throws {KlarnaCheckoutError} `session` if Klarna's script refuses the token
   */
  init(client_token: string): void {
    if (this.isCurrent(client_token)) return;
    init(this.#payments, client_token);
    this.#shared.client_token = client_token;
    this.#shared.containers.clear();
    this.#shared.signals.dispatchEvent(new Event('init'));
  }

  /** @returns stops listening */
  onInit(listener: () => void): () => void {
    const { signals } = this.#shared;
    signals.addEventListener('init', listener);
    return () => signals.removeEventListener('init', listener);
  }

  /** Whether the shopper is at Klarna with another session. Its token must stay in the script until that call ends. */
  isBusy(client_token: string): boolean {
    const { visit: call } = this.#shared;
    return call !== undefined && call.waiting > 0 && call.client_token !== client_token;
  }

  /**
   * Whether every caller has stopped waiting for a call of this session, and Klarna's script has not noticed. It would
   * ignore another call for that session without an error.
   */
  isAbandoned(client_token: string): boolean {
    const { visit: call } = this.#shared;
    return call !== undefined && call.waiting === 0 && call.client_token === client_token;
  }

  /** Resolves when no other session is at Klarna. */
  async whenIdle(client_token: string): Promise<void> {
    const { visit: call } = this.#shared;
    if (!call || !this.isBusy(client_token)) return;
    // The callers of that call handle its result.
    await Promise.race([call.answer.catch(() => undefined), call.left.promise]);
    return this.whenIdle(client_token);
  }

  /**
   * @returns undefined if the category's own name is free, which is the rule; else an `instance_id` that no other widget of
   * the page has
   */
  reserveInstanceId(category: string, container: Element): string | undefined {
    const { containers } = this.#shared;
    const isFree = (name: string) => {
      const holder = containers.get(name)?.deref();
      return holder === undefined || holder === container || !holder.isConnected;
    };
    const names = [category, ...Array.from({ length: containers.size }, (_, index) => `${category}-${index + 2}`)];
    const name = names.find(isFree) ?? category;
    containers.set(name, new WeakRef(container));
    return name === category ? undefined : name;
  }

  /**
   * Klarna's script ignores a second call during the first, without an error. So a second caller for the same session (a
   * second button) gets the answer to the first call.
   *
   * @param start calls the script in the task of the caller
   */
  authorizeOnce<Outcome>(start: () => Promise<Outcome>): Call<Outcome> {
    const shared = this.#shared;
    const { client_token, visit: running } = shared;
    if (running && running.waiting > 0 && running.client_token === client_token) return join(running);
    const call: SharedCall = { client_token, answer: start(), waiting: 0, left: withResolvers() };
    shared.visit = call;
    const done = () => {
      if (shared.visit === call) shared.visit = undefined;
    };
    call.answer.then(done, done);
    return join(call);
  }
}

function sharedRecordOf(payments: KlarnaPayments & { [KEY]?: SharedRecord }): SharedRecord {
  const present = payments[KEY] ?? unwritable.get(payments);
  if (present) return present;
  const shared: SharedRecord = {
    client_token: undefined,
    containers: new Map(),
    signals: new EventTarget(),
    visit: undefined,
  };
  if (Object.isExtensible(payments)) Object.defineProperty(payments, KEY, { value: shared });
  else unwritable.set(payments, shared);
  return shared;
}

function join<Outcome>(call: SharedCall): Call<Outcome> {
  call.waiting += 1;
  let hasLeft = false;
  return {
    answer: call.answer as Promise<Outcome>,
    leave() {
      if (hasLeft) return;
      hasLeft = true;
      call.waiting -= 1;
      if (call.waiting === 0) call.left.resolve();
    },
  };
}
