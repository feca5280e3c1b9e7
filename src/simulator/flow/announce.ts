/** Builds and sends the callbacks for an authorization and for a fraud decision. */
import type { AuthorizationRecord, OrderRecord, SessionRecord } from '../state/records.ts';
import type { State } from '../state/state.ts';

/** By the simulator's clock. It is long enough for the page to get the authorization first. */
const LATE_CALLBACK_MS = 1000;

/** Replaces Klarna's placeholders, plain or percent-encoded. */
export const fillPlaceholders = (url: string, session_id: string | undefined, order_id: string | undefined): string =>
  url.replace(/(\{|%7B)order\.id(\}|%7D)/gi, order_id ?? '').replace(/(\{|%7B)session\.id(\}|%7D)/gi, session_id ?? '');

/**
 * Sends `merchant_urls.authorization` after an approval, never after a denial. Settles when the page may get its
 * answer.
 */
export function sendAuthorizationCallback(
  { callbacks }: State,
  session: SessionRecord,
  { authorization_token, callback }: AuthorizationRecord,
): Promise<void> {
  const { merchant_urls, merchant_reference1, merchant_reference2 } = session.request;
  const url = merchant_urls?.authorization;
  if (!url || callback === 'never') return Promise.resolve();
  const { session_id } = session;
  const body = {
    authorization_token,
    session_id,
    ...(merchant_reference1 && { merchant_reference1 }),
    ...(merchant_reference2 && { merchant_reference2 }),
  };
  const order = { kind: 'authorization', session_id, url: fillPlaceholders(url, session_id, undefined), body } as const;
  const sent = callbacks.send(order, callback === 'after' ? LATE_CALLBACK_MS : 0);
  return callback === 'before' ? sent : Promise.resolve();
}

type FraudEvent = 'FRAUD_RISK_ACCEPTED' | 'FRAUD_RISK_REJECTED';

/** Sends `merchant_urls.notification` with the decision about a pending order. Settles after the first attempt. */
export async function announceDecision(
  { callbacks }: State,
  order: OrderRecord,
  event_type: FraudEvent,
): Promise<void> {
  const { order_id, session_id, notification } = order;
  if (!notification) return;
  await callbacks.send({
    kind: 'notification',
    ...(session_id !== undefined && { session_id }),
    order_id,
    url: fillPlaceholders(notification, session_id, order_id),
    body: { order_id, event_type },
  });
}
