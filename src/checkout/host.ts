import type { CustomerDetails } from '../klarna/types.ts';
import type { CheckoutState } from './state/state.ts';

/** The owner of a checkout: it draws the states and answers the checkout's questions. */
export interface CheckoutHost {
  /** The path of the merchant's handler, e.g. `/klarna`. Required unless `session` is given. */
  readonly endpoint?: string | undefined;
  /**
   * A session that the page opened itself, or a promise of one, in the shape of the endpoint's answer. If there is also an
   * endpoint, it is asked when the cart changes.
   */
  readonly session?: unknown;
  /** Sent with every request to the endpoint, e.g. `{ 'X-CSRF-Token': token }`. Read at each request. */
  readonly headers?: unknown;
  /** The wanted language and country, BCP 47. */
  readonly locale?: string | undefined;
  /** `manual`: one page authorizes, and `finalize()` on a later page orders. Default `auto`. */
  readonly finalize?: 'auto' | 'manual' | undefined;
  /** A light-DOM element for the widget of a category. The same element each time, and never moved. */
  container(category: string): HTMLElement;
  /** A light-DOM element for Klarna's view of the chosen category, on the last page of a multi-page checkout. */
  reviewContainer?(): HTMLElement;
  /** Resolves when containers may be added to the page. Until then the session and the script load, but no widget. */
  whenPageIsReady?(): Promise<void> | undefined;
  /**
   * Resolves when `customerDetails` can return everything. Klarna's widgets load meanwhile. The shopper cannot press before,
   * because nothing is awaited between the click and Klarna. It must resolve within seconds and never reject.
   */
  whenDetailsAreReadable?(): Promise<void> | undefined;
  /** Read at the click: no customer data leaves the page before. */
  customerDetails?(): CustomerDetails;
  /** Shows which details Klarna wants corrected. It gets Klarna's paths (`billing_address.email`). */
  markInvalid?(invalid_fields: readonly string[]): void;
  /** Draws the new state. */
  update?(state: CheckoutState): void;
  /** Fires the events. By default the checkout fires them on itself. */
  dispatchEvent?(event: Event): boolean;
}
