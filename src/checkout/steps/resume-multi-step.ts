import type { CheckoutSession } from '../endpoint/session.ts';
import type { StoredPayment } from '../page/tab-storage.ts';
import type { NextStep } from '../state/state.ts';

export interface HeldApproval {
  readonly category: string;
  readonly next: NextStep;
}

/** Another one where the cart is another. A page that opens its sessions itself may tell no more than what is to be paid. */
export const revisionOf = ({ revision, order_amount }: CheckoutSession): string | undefined =>
  revision ?? (order_amount === undefined ? undefined : String(order_amount));

/**
 * What a multi-step checkout goes on with on its next page. Undefined where the shopper has to be approved: nothing is
 * known, or it is not true any more.
 *
 * @param hasEndpoint whether somebody knows better than the tab which approvals there are
 */
export function readHeldApproval(
  session: CheckoutSession,
  remembered: StoredPayment | undefined,
  hasEndpoint: boolean,
): HeldApproval | undefined {
  const known = remembered?.phase === 'held' && remembered.session_id === session.session_id ? remembered : undefined;
  const identifiers = session.payment_method_categories.map(({ identifier }) => identifier);
  const sole = identifiers.length === 1 ? identifiers[0] : undefined;
  const category = identifiers.find((identifier) => identifier === known?.category) ?? sole;
  if (category === undefined) return undefined;
  // The endpoint names an approval only where the cart is the one that was approved.
  const { authorization_token } = session;
  if (authorization_token) return { category, next: { step: 'order', authorization_token } };
  if (known === undefined) return undefined;
  if (known.revision !== revisionOf(session)) {
    return { category, next: { step: 'reauthorize', authorization_token: undefined } };
  }
  if (known.authorization_token) {
    // One that the endpoint does not know any more has ended.
    return hasEndpoint
      ? undefined
      : { category, next: { step: 'order', authorization_token: known.authorization_token } };
  }
  return { category, next: { step: 'finalize', authorization_token: undefined } };
}
