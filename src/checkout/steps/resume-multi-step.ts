import type { CheckoutSession } from '../endpoint/session.ts';
import type { StoredPayment } from '../page/tab-storage.ts';
import type { NextStep } from '../state/state.ts';

interface StoredAuthorization {
  readonly category: string;
  readonly next: NextStep;
}

/** Changes whenever the cart changes. If the page opened the session itself, it may know no more than the amount. */
export const revisionOf = ({ revision, order_amount }: CheckoutSession): string | undefined =>
  revision ?? (order_amount === undefined ? undefined : String(order_amount));

/**
 * Finds the authorization with which the next page of a multi-page checkout continues. Undefined if there is none, or if
 * it is no longer valid. Then the shopper has to authorize.
 *
 * @param hasEndpoint true if the endpoint says which authorizations exist; then the tab's own note does not count
 */
export function findStoredAuthorization(
  session: CheckoutSession,
  stored: StoredPayment | undefined,
  hasEndpoint: boolean,
): StoredAuthorization | undefined {
  const own = stored?.phase === 'held' && stored.session_id === session.session_id ? stored : undefined;
  const identifiers = session.payment_method_categories.map(({ identifier }) => identifier);
  const sole = identifiers.length === 1 ? identifiers[0] : undefined;
  const category = identifiers.find((identifier) => identifier === own?.category) ?? sole;
  if (category === undefined) return undefined;
  // The endpoint names an authorization only if the cart has not changed since.
  const { authorization_token } = session;
  if (authorization_token) return { category, next: { step: 'order', authorization_token } };
  if (own === undefined) return undefined;
  if (own.revision !== revisionOf(session)) {
    return { category, next: { step: 'reauthorize', authorization_token: undefined } };
  }
  if (own.authorization_token) {
    // If the endpoint no longer names this authorization, it has ended.
    return hasEndpoint
      ? undefined
      : { category, next: { step: 'order', authorization_token: own.authorization_token } };
  }
  return { category, next: { step: 'finalize', authorization_token: undefined } };
}
