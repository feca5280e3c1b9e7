/**
 * What all checkouts of a page share of Klarna's script, which has one token and one frame for each name: a second
 * `init` with another token makes it forget every widget, and a second widget of the same name takes the frame away
 * from the first. Kept with the script's own object, so that two versions of this package on one page share it too.
 */
import type { KlarnaPayments } from '../../klarna/sdk.ts';
import { type Resolvers, withResolvers } from '../with-resolvers.ts';

interface PageSdk {
  /** What `init` was given last. */
  client_token: string | undefined;
  /** By widget name: the container it stands in. */
  readonly containers: Map<string, WeakRef<Element>>;
  /** `init` is told here. */
  readonly signals: EventTarget;
  /** The shopper's visit to Klarna that is under way. */
  visit: AuthorizeCall | undefined;
}

interface AuthorizeCall {
  readonly client_token: string | undefined;
  readonly answer: Promise<unknown>;
  /** Those that wait for its answer. With none it stands in the way of no other session. */
  waiting: number;
  /** Nobody waits any more. */
  readonly left: Resolvers<void>;
}

/** A share in a visit. */
export interface Call<Outcome> {
  readonly answer: Promise<Outcome>;
  /** Waits for the answer no more. */
  leave(): void;
}

const KEY = Symbol.for('klarna-checkout-button.share');
/** For an object that takes no property: a frozen stand-in. */
const unwritable = new WeakMap<object, PageSdk>();

function pageSdkOf(payments: KlarnaPayments & { [KEY]?: PageSdk }): PageSdk {
  const present = payments[KEY] ?? unwritable.get(payments);
  if (present) return present;
  const share: PageSdk = {
    client_token: undefined,
    containers: new Map(),
    signals: new EventTarget(),
    visit: undefined,
  };
  if (Object.isExtensible(payments)) Object.defineProperty(payments, KEY, { value: share });
  else unwritable.set(payments, share);
  return share;
}

export const isCurrentToken = (payments: KlarnaPayments, client_token: string): boolean =>
  pageSdkOf(payments).client_token === client_token;

/** Says that `init` took this token: whoever has another has lost its widgets. */
export function isTokenInUse(payments: KlarnaPayments, client_token: string): void {
  const share = pageSdkOf(payments);
  share.client_token = client_token;
  share.containers.clear();
  share.signals.dispatchEvent(new Event('init'));
}

/** @returns stops listening */
export function onInit(payments: KlarnaPayments, listener: () => void): () => void {
  const { signals } = pageSdkOf(payments);
  signals.addEventListener('init', listener);
  return () => signals.removeEventListener('init', listener);
}

/** Whether the shopper is at Klarna with another session: its token must not be taken from the script now. */
export function isBusy(payments: KlarnaPayments, client_token: string): boolean {
  const { visit } = pageSdkOf(payments);
  return visit !== undefined && visit.waiting > 0 && visit.client_token !== client_token;
}

/**
 * Whether everybody who waited for a visit of this session has left, and Klarna's script has not noticed: it would ignore
 * another call for that session, without a word.
 */
export function isAbandoned(payments: KlarnaPayments, client_token: string): boolean {
  const { visit } = pageSdkOf(payments);
  return visit !== undefined && visit.waiting === 0 && visit.client_token === client_token;
}

/** Resolves when it is not. */
export async function whenIdle(payments: KlarnaPayments, client_token: string): Promise<void> {
  const { visit } = pageSdkOf(payments);
  if (!visit || !isBusy(payments, client_token)) return;
  // How that visit ends is for those who began it.
  await Promise.race([visit.answer.catch(() => undefined), visit.left.promise]);
  return whenIdle(payments, client_token);
}

/**
 * Undefined where the category's own name is free, which is the rule; else an `instance_id` that no other widget of the
 * page has.
 */
export function reserveInstanceId(payments: KlarnaPayments, category: string, container: Element): string | undefined {
  const { containers } = pageSdkOf(payments);
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
 * Klarna's script ignores a second call while one is under way, without a word: whoever asks meanwhile for the same session
 * (a second button) gets the answer to the first.
 *
 * @param start calls the script in this very task
 */
export function authorizeOnce<Outcome>(payments: KlarnaPayments, start: () => Promise<Outcome>): Call<Outcome> {
  const share = pageSdkOf(payments);
  const { client_token, visit } = share;
  if (visit && visit.waiting > 0 && visit.client_token === client_token) return join(visit);
  const present: AuthorizeCall = { client_token, answer: start(), waiting: 0, left: withResolvers() };
  share.visit = present;
  const done = () => {
    if (share.visit === present) share.visit = undefined;
  };
  present.answer.then(done, done);
  return join(present);
}

function join<Outcome>(visit: AuthorizeCall): Call<Outcome> {
  visit.waiting += 1;
  let isLeft = false;
  return {
    answer: visit.answer as Promise<Outcome>,
    leave() {
      if (isLeft) return;
      isLeft = true;
      visit.waiting -= 1;
      if (visit.waiting === 0) visit.left.resolve();
    },
  };
}
