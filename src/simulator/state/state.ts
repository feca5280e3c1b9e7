import type { CategoryIdentifier } from '../flow/categories.ts';
import { BoundedMap } from './bounded-map.ts';
import type { Ids } from './ids.ts';
import type { AttemptRecord, AuthorizationRecord, OrderRecord, SessionRecord } from './records.ts';

/** Everything that a rule of the flow may read or change. No HTTP here; clock and ids come from outside. */
export interface State {
  /** ms since the epoch. */
  readonly now: () => number;
  readonly ids: Ids;
  readonly merchant_name: string;
  /** Undefined: what the market usually has. */
  readonly categories: readonly CategoryIdentifier[] | undefined;
  readonly sessions: BoundedMap<SessionRecord>;
  readonly authorizations: BoundedMap<AuthorizationRecord>;
  readonly attempts: BoundedMap<AttemptRecord>;
  readonly orders: BoundedMap<OrderRecord>;
}

export interface StateOptions {
  now: () => number;
  ids: Ids;
  merchant_name: string;
  categories?: readonly CategoryIdentifier[] | undefined;
  /** How many sessions, orders, authorizations and attempts are each kept; the oldest go first. */
  capacity: number;
}

export function createState({ now, ids, merchant_name, categories, capacity }: StateOptions): State {
  return {
    now,
    ids,
    merchant_name,
    categories,
    sessions: new BoundedMap(capacity),
    authorizations: new BoundedMap(capacity),
    attempts: new BoundedMap(capacity),
    orders: new BoundedMap(capacity),
  };
}
