import type { SdkAge } from './browser/sdk/types.ts';
import type { CategoryIdentifier } from './flow/sessions/categories.ts';

export interface SimulatorOptions {
  /** Given neither this nor `password`, any well-formed Basic credentials are accepted. */
  username?: string;
  password?: string;
  /**
   * Makes ids and tokens repeat from run to run: for tests. By default they are random, so that a shop's database never
   * sees an `order_id` twice.
   */
  seed?: string | number;
  /** The clock, in ms since the epoch. Sessions and authorizations end by it. Default: `Date.now`. */
  now?: () => number;
  /** What the pop-up calls the shop. Default: `Your business name`, as in a new playground account. */
  merchant_name?: string;
  /**
   * What every session offers, e.g. `['klarna']` for an account with one single option. Default: pay later, now and over
   * time, as far as the market has them.
   */
  payment_method_categories?: readonly CategoryIdentifier[];
  /**
   * Answers to orders name the way to pay by a bare string (`"invoice"`), as samples of Klarna's documentation do, instead
   * of an object: for code that must read both. Default: false.
   */
  bare_payment_method?: boolean;
  /**
   * An approval sets `purchase_country` of the session to `billing_address.country`, as Klarna documents. Klarna does not
   * say what happens if that country has another currency: the session stays as it is then. Default: false.
   */
  billing_country_overrides?: boolean;
  /**
   * Where the shopper's browser reaches the simulator. Default: the address of `listen()`, else the origin of the request
   * that opened the session. To be set behind a proxy or in a container.
   */
  public_url?: string | URL;
  /**
   * How many sessions are remembered, and as many orders, authorizations, attempts, customer tokens, callbacks and
   * idempotency keys. The oldest are forgotten first and are then as unknown as if they had never been. Default: 10,000.
   */
  capacity?: number;
  /**
   * Hears once of each kind of record that the oldest are forgotten from now on, by `capacity` or by weight (128 MB of each
   * kind): a load test would take a forgotten order for a lost one. Default: `console.warn`.
   */
  log?: (message: string) => void;
  /**
   * Which of Klarna's scripts the stand-in does as. `current`: the newest of the v1.10 line that was seen, build 2004.
   * `2023`: those of 2023 and before, as build 734. The guide has what differs. Default: `current`.
   */
  sdk?: SdkAge;
  /** Klarna's limits of the playground: 5 sessions and 50 other calls a second. Default: false. */
  rate_limit?: boolean;
  /**
   * Sends the callbacks. Default: the platform's, and then only while the simulator listens: called as a function alone,
   * it has no business on the network.
   */
  fetch?: typeof globalThis.fetch;
}

export const isSdkAge = (value: unknown): value is SdkAge => value === 'current' || value === '2023';

export interface ListenOptions {
  /** Default 0: any free one. */
  port?: number;
  /** Default `127.0.0.1`: this machine only. */
  host?: string;
}

export interface Listening {
  /** The origin, without a trailing slash: `http://127.0.0.1:3001`. */
  url: string;
  /** The stand-in for Klarna's script. */
  sdkUrl: string;
  close(): Promise<void>;
}
