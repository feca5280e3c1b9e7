import type { CustomerDetails } from '../klarna/types.ts';
import type { CheckoutState } from './state/state.ts';

/** What the checkout asks of whoever draws it. */
export interface CheckoutHost {
  /** Where the merchant's handler is mounted, e.g. `/klarna`. Required unless `session` is given. */
  readonly endpoint?: string | undefined;
  /**
   * A session that the page opened itself, or a promise of one, in the shape of the endpoint's answer. Where there is an
   * endpoint too, that one is asked when the cart changes.
   */
  readonly session?: unknown;
  /** Sent with every request to the endpoint, e.g. `{ 'X-CSRF-Token': token }`; read at each request. */
  readonly headers?: unknown;
  /** Wanted language and country, BCP 47. */
  readonly locale?: string | undefined;
  /** `manual`: approved on one page, ordered by `finalize()` on a later one. Default `auto`. */
  readonly finalize?: 'auto' | 'manual' | undefined;
  /** A place in the light DOM for the widget of a category; the same element each time, never moved. */
  container(category: string): HTMLElement;
  /** Likewise for Klarna's view of the chosen way to pay, on the last page of a multi-step checkout. */
  reviewContainer?(): HTMLElement;
  /** Resolves when containers may be put into the page. Until then session and script are fetched, and no widget is loaded. */
  whenPageIsReady?(): Promise<void> | undefined;
  /**
   * Resolves when `customerDetails` can say all that it should. Klarna's widgets are loaded meanwhile; the shopper cannot press
   * before, because nothing is awaited between the click and Klarna. It has to resolve within seconds, and never rejects.
   */
  whenDetailsAreReadable?(): Promise<void> | undefined;
  /** Read at the click and not before: no customer data leaves the page until the shopper pays. */
  customerDetails?(): CustomerDetails;
  /** Shows which details Klarna wants corrected, by Klarna's paths (`billing_address.email`). */
  markInvalid?(invalid_fields: readonly string[]): void;
  /** Draw the new state. */
  update?(state: CheckoutState): void;
  /** Where events are fired; default: the checkout itself. */
  dispatchEvent?(event: Event): boolean;
}
