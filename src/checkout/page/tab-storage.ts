/**
 * What a tab remembers of a payment over a reload or a navigation: that the shopper is approved and waits for the last
 * step, or that an order was begun and its answer has not been seen. In `sessionStorage`: of this tab alone, gone with
 * it. It holds no customer details; the authorization token is of no use without the shop's credentials.
 */
import { isRecord } from '../../klarna/is-record.ts';

export interface StoredPayment {
  /** `paying`: the shopper is at Klarna. `held`: approved, waits for the last step. `ordering`: the order was asked for. */
  readonly phase: 'paying' | 'held' | 'ordering';
  readonly session_id: string | undefined;
  readonly category: string | undefined;
  /** Absent while Klarna wants `finalize` first. */
  readonly authorization_token: string | undefined;
  /** Of the cart that was approved. */
  readonly revision: string | undefined;
}

export interface TabStorage {
  /** Undefined where there is nothing, or nothing that can still be true. */
  load(): StoredPayment | undefined;
  save(remembered: StoredPayment): void;
  clear(): void;
}

/** Milliseconds: as long as Klarna keeps an authorization. */
const LIFE = 60 * 60_000;

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** @param cart what the tabs of the shop call it: a shop may have several endpoints, each with payments of its own */
export function createMemory(cart: string, store = tabStore(), now = Date.now): TabStorage {
  const key = `klarna-checkout:${cart}`;
  return {
    load() {
      const value = parse(store.getItem(key));
      return value !== undefined && now() - value.at < LIFE ? value.remembered : undefined;
    },
    save(remembered) {
      try {
        store.setItem(key, JSON.stringify({ at: now(), remembered }));
      } catch {
        // Full, or forbidden: the payment goes on, only a reload in its midst would ask the endpoint anew.
      }
    },
    clear() {
      store.removeItem(key);
    },
  };
}

/** Browsers that block storage throw when it is touched. Then the page remembers until it is left. */
function tabStore(): Store {
  try {
    return globalThis.sessionStorage ?? pageStore;
  } catch {
    return pageStore;
  }
}

const values = new Map<string, string>();
const pageStore: Store = {
  getItem: (key) => values.get(key) ?? null,
  setItem: (key, value) => void values.set(key, value),
  removeItem: (key) => void values.delete(key),
};

/** Other scripts of the page can write there as well. */
function parse(text: string | null | undefined): { at: number; remembered: StoredPayment } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
  if (!isRecord(value) || typeof value.at !== 'number' || !isRecord(value.remembered)) return undefined;
  const { phase, session_id, category, authorization_token, revision } = value.remembered;
  if (phase !== 'paying' && phase !== 'held' && phase !== 'ordering') return undefined;
  const remembered = {
    phase,
    session_id: toText(session_id),
    category: toText(category),
    authorization_token: toText(authorization_token),
    revision: toText(revision),
  } satisfies StoredPayment;
  return { at: value.at, remembered };
}

const toText = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);
