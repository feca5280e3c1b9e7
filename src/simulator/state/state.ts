import { Callbacks } from '../callbacks/callbacks.ts';
import { BoundedMap, BUDGET_BYTES, type OnForget } from '../memory/bounded-map.ts';
import { Changes } from '../memory/changes.ts';
import { Clock } from '../memory/clock.ts';
import { createIds, type Ids } from '../memory/ids.ts';
import { Script } from '../script/script.ts';
import { Exchanges } from './exchanges.ts';
import type {
  AttemptRecord,
  AuthorizationRecord,
  CategoryIdentifier,
  CustomerTokenRecord,
  OrderRecord,
  SessionRecord,
  StoredAnswer,
} from './records.ts';

/** Everything that a rule of the flow may read or change. Only the callbacks use HTTP. Clock and seed are injected. */
export interface State {
  readonly clock: Clock;
  /** The clock's time, in ms since the epoch. */
  readonly now: () => number;
  readonly seed: string;
  readonly ids: Ids;
  readonly merchant_name: string;
  /** Undefined means the usual categories of the market. */
  readonly categories: readonly CategoryIdentifier[] | undefined;
  /** Whether an order names its payment method as a bare string. */
  readonly bare_payment_method: boolean;
  /** Whether an approval sets the session's country to that of the billing address. */
  readonly billing_country_overrides: boolean;
  readonly capacity: number;
  readonly sessions: BoundedMap<SessionRecord>;
  readonly authorizations: BoundedMap<AuthorizationRecord>;
  readonly attempts: BoundedMap<AttemptRecord>;
  readonly orders: BoundedMap<OrderRecord>;
  readonly customer_tokens: BoundedMap<CustomerTokenRecord>;
  readonly idempotency: BoundedMap<StoredAnswer>;
  readonly script: Script;
  readonly callbacks: Callbacks;
  readonly exchanges: Exchanges;
  readonly changes: Changes;
}

interface StateOptions {
  now: () => number;
  seed: string;
  merchant_name: string;
  categories?: readonly CategoryIdentifier[] | undefined;
  bare_payment_method: boolean;
  billing_country_overrides: boolean;
  /**
   * How many of each are kept: sessions, orders, authorizations, attempts, tokens, callbacks. The oldest are dropped
   * first.
   */
  capacity: number;
  /** Called once for each kind of record, when the first is dropped. */
  log: (message: string) => void;
  fetch: typeof globalThis.fetch;
  /** Whether callbacks may be sent now. */
  isSending: () => boolean;
}

/** A load test would mistake a dropped order for a lost one, so say that orders are dropped. */
const forgetting =
  ({ capacity, log }: Pick<StateOptions, 'capacity' | 'log'>) =>
  (kind: string): OnForget =>
  (limit) =>
    log(
      limit === 'capacity'
        ? `The simulator remembers ${capacity} ${kind}, and forgets the oldest from now on: they answer as if they had never been. A higher capacity (--capacity) keeps more.`
        : `The simulator remembers ${BUDGET_BYTES / 1024 / 1024} MB of ${kind}, and forgets the oldest from now on: they answer as if they had never been. Smaller requests keep more of them.`,
    );

export function createState(options: StateOptions): State {
  const { now, seed, merchant_name, categories, bare_payment_method, capacity, fetch, isSending } = options;
  const { billing_country_overrides } = options;
  const clock = new Clock(now);
  const ids = createIds(seed);
  const changes = new Changes();
  const onForget = forgetting(options);
  return {
    clock,
    now: clock.now,
    seed,
    ids,
    merchant_name,
    categories,
    bare_payment_method,
    billing_country_overrides,
    capacity,
    sessions: new BoundedMap(capacity, onForget('sessions')),
    authorizations: new BoundedMap(capacity, onForget('authorizations')),
    attempts: new BoundedMap(capacity, onForget('attempts of shoppers')),
    orders: new BoundedMap(capacity, onForget('orders')),
    customer_tokens: new BoundedMap(capacity, onForget('customer tokens')),
    idempotency: new BoundedMap(capacity, onForget('idempotency keys')),
    script: new Script(),
    callbacks: new Callbacks({ clock, ids, changes, capacity, onForget: onForget('callbacks'), fetch, isSending }),
    exchanges: new Exchanges(),
    changes,
  };
}

/** Resets everything: no records, the source's time, and ids from the start of the seed. */
export function resetState(state: State): void {
  for (const records of [
    state.sessions,
    state.authorizations,
    state.attempts,
    state.orders,
    state.customer_tokens,
    state.idempotency,
    state.script,
    state.callbacks,
    state.exchanges,
  ]) {
    records.clear();
  }
  state.clock.reset();
  state.ids.restart();
  state.changes.notify();
}
