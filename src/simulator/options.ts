import type { SdkAge } from './browser/sdk/types.ts';
import type { CategoryIdentifier } from './state/records.ts';

export interface SimulatorOptions {
  /** Basic credentials. If neither this nor `password` is set, any well-formed credentials are accepted. */
  username?: string;
  password?: string;
  /**
   * Makes ids and tokens the same in each run, for tests. By default they are random, so that a shop's database never
   * gets the same `order_id` twice.
   */
  seed?: string | number;
  /** The clock, in ms since the epoch. Sessions and authorizations expire by it. Default: `Date.now`. */
  now?: () => number;
  /** The shop's name in the pop-up. Default: `Your business name`, as in a new playground account. */
  merchant_name?: string;
  /**
   * The categories that every session offers, e.g. `['klarna']` for an account with a single option. Default: pay
   * later, pay now and pay over time, if the market has them.
   */
  payment_method_categories?: readonly CategoryIdentifier[];
  /**
   * Makes answers to orders name the payment method as a bare string (`"invoice"`), as samples in Klarna's
   * documentation do. Otherwise it is an object. For code that must read both. Default: false.
   */
  bare_payment_method?: boolean;
  /**
   * An approval sets `purchase_country` of the session to `billing_address.country`, as Klarna documents. Klarna does
   * not say what happens if that country has another currency. Then the session stays as it is. Default: false.
   */
  billing_country_overrides?: boolean;
  /**
   * The address under which the shopper's browser reaches the simulator. Set it behind a proxy or in a container.
   * Default: the address of `listen()`, otherwise the origin of the request that opened the session.
   */
  public_url?: string | URL;
  /**
   * The number of sessions that are kept, and of orders, authorizations, attempts, customer tokens, callbacks and
   * idempotency keys. The oldest are dropped first, and are then unknown. Default: 10,000.
   */
  capacity?: number;
  /**
   * Called once for each kind of record, when the first is dropped because of `capacity` or size (128 MB of each kind).
   * Without this message a load test would mistake a dropped order for a lost one. Default: `console.warn`.
   */
  log?: (message: string) => void;
  /**
   * Which of Klarna's scripts the stand-in imitates. `current`: the newest of the v1.10 line that was seen, build 2004.
   * `2023`: scripts of 2023 and before, such as build 734. The guide lists the differences. Default: `current`.
   */
  sdk?: SdkAge;
  /** Applies Klarna's limits of the playground: 5 sessions and 50 other calls a second. Default: false. */
  rate_limit?: boolean;
  /**
   * Sends the callbacks. Default: the platform's `fetch`, but only while the simulator listens. A simulator that is
   * only called as a function makes no network calls.
   */
  fetch?: typeof globalThis.fetch;
}

export const isSdkAge = (value: unknown): value is SdkAge => value === 'current' || value === '2023';

export interface ListenOptions {
  /** Default 0: any free port. */
  port?: number;
  /** Default `127.0.0.1`: this machine only. */
  host?: string;
}

export interface Listening {
  /** The origin, without a trailing slash: `http://127.0.0.1:3001`. */
  url: string;
  /** The address of the stand-in for Klarna's script. */
  sdkUrl: string;
  close(): Promise<void>;
}
