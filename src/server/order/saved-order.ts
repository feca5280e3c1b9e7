import type { OrderCreated, SessionRead } from '../../klarna/types.ts';
import type { Settings } from '../config.ts';
import { Refusal } from '../http/http-error.ts';
import type { SavedOrder } from '../options.ts';
import { findSavedOrder } from '../shop.ts';

/**
 * The order as the shop saved it. Shops seldom keep Klarna's `redirect_url`, and the shopper still has to get to the
 * confirmation page: then its own address does. The way over Klarna is recommended by Klarna, not required.
 */
export async function findSaved(
  settings: Settings,
  { session_id, session }: { session_id: string; session: SessionRead },
): Promise<SavedOrder | undefined> {
  const saved = await findSavedOrder(settings, session_id);
  const confirmation = session.merchant_urls?.confirmation;
  if (!saved || saved.redirect_url || !confirmation) return saved;
  return { ...saved, redirect_url: fillPlaceholders(confirmation, session_id, saved.order_id) };
}

/**
 * The same, where it is still to be delivered.
 *
 * @throws {Refusal} 402 `declined` where Klarna has decided against it since: nothing is paid, and nothing will come
 */
export async function findValid(...asked: Parameters<typeof findSaved>): Promise<OrderCreated | undefined> {
  const saved = await findSaved(...asked);
  return saved && requireValid(saved);
}

/** @throws {Refusal} as `findValid` */
export function requireValid({ fraud_status, ...order }: SavedOrder): OrderCreated {
  if (fraud_status !== 'REJECTED') return { ...order, fraud_status };
  const message = 'Klarna rejected this order after it was placed. Offer another way to pay.';
  throw new Refusal(402, { code: 'authorization', reason: 'declined', message });
}

/** Klarna fills the same two. */
const fillPlaceholders = (url: string, session_id: string, order_id: string): string =>
  url.replaceAll('{session.id}', encodeURIComponent(session_id)).replaceAll('{order.id}', encodeURIComponent(order_id));
