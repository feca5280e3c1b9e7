/**
 * The payment that a tab keeps over a reload or a navigation. Either the shopper is at Klarna, or the authorization waits
 * for the last page, or the answer to an order is missing. It is in `sessionStorage`, so it belongs to one tab and ends with
 * it. It holds no customer details. The authorization token is of no use without the shop's credentials.
 */
import { isRecord } from '../../klarna/is-record.ts';
import { toText } from '../text.ts';

export interface StoredPayment {
  /** `paying`: the shopper is at Klarna. `held`: authorized, waits for the last page. `ordering`: the order was sent. */
  readonly phase: 'paying' | 'held' | 'ordering';
  readonly session_id: string | undefined;
  readonly category: string | undefined;
  /** Absent while Klarna wants `finalize` first. */
  readonly authorization_token: string | undefined;
  /** Revision of the cart that was authorized. */
  readonly revision: string | undefined;
}

export interface TabStorage {
  /** Undefined if nothing is stored, or if it is too old to be true. */
  load(): StoredPayment | undefined;
  save(payment: StoredPayment): void;
  clear(): void;
}

/** Klarna keeps an authorization this long. */
const AUTHORIZATION_LIFE_MS = 60 * 60_000;

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** @param cart the name that all tabs of the shop use; a shop may have several endpoints, each with its own payments */
export function createTabStorage(cart: string, store = tabStore(), now = Date.now): TabStorage {
  const key = `klarna-checkout:${cart}`;
  return {
    load() {
      const value = parse(store.getItem(key));
      return value !== undefined && now() - value.at < AUTHORIZATION_LIFE_MS ? value.remembered : undefined;
    },
    save(remembered) {
      try {
        store.setItem(key, JSON.stringify({ at: now(), remembered }));
      } catch {
        // The storage is full or forbidden. The payment continues; only after a reload is the endpoint asked again.
      }
    },
    clear() {
      store.removeItem(key);
    },
  };
}

/** Browsers that block storage throw on access. Then the payment is kept until the shopper leaves the page. */
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

/** Other scripts of the page can write to the storage too, so the value is checked. */
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
