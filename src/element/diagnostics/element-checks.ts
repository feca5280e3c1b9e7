/** Mistakes of the page that the element can see. The developer gets a warning for each. */
import type { PlacedOrder } from '../../checkout/endpoint/placed-order.ts';
import type { CheckoutStatus } from '../../checkout/state/state.ts';
import type { CustomerDetails } from '../../klarna/types.ts';
import { warnOfUsage } from './warn-of-usage.ts';

type Element = HTMLElement & {
  readonly form: HTMLFormElement | null;
  readonly customer: CustomerDetails | undefined;
  readonly status: CheckoutStatus;
  readonly order: PlacedOrder | undefined;
};

/** A page that cancels `klarna-authorize` has so long to place the order and go on. */
const CANCELLED_TIMEOUT_MS = 10_000;

/**
 * Frameworks that draw the element before it is defined write objects into attributes, and so do the servers of Preact and
 * Svelte. Svelte assigns the property when it hydrates, Preact does not.
 */
export async function checkAttributes(element: HTMLElement, hydrated?: Promise<void>): Promise<void> {
  await hydrated;
  for (const name of ['customer', 'details', 'session', 'headers']) {
    if (element.hasAttribute(name) && !Reflect.get(element, name)) void warnOfUsage('attribute', element, name);
  }
}

/** An element outside of any form needs `customer`. `FormReader` warns of a form that gives no details. */
export function checkDetails(element: Element, details: CustomerDetails): void {
  const isEmpty = Object.values(details).every((part) => Object.keys(part ?? {}).length === 0);
  if (isEmpty && element.form === null && element.customer === undefined) void warnOfUsage('details', element);
}

/** A page that cancels `klarna-authorize` places the order itself. If nothing follows, the cancelling was a mistake. */
export function checkCancelled(element: Element): void {
  const { order } = element;
  setTimeout(() => {
    const isWaiting = element.isConnected && element.status === 'authorized' && element.order === order;
    if (isWaiting) void warnOfUsage('cancelled', element);
  }, CANCELLED_TIMEOUT_MS);
}
