import type { OrderCreated, SessionRead } from '../../klarna/types.ts';
import type { HandlerConfig } from '../config.ts';
import { HttpError } from '../http/http-error.ts';
import type { SavedOrder } from '../options.ts';
import { findOrderInShop } from '../shop.ts';

/**
 * The order as the shop saved it. Shops seldom keep Klarna's `redirect_url`, and the shopper still has to get to the
 * confirmation page: then its own address does. The way over Klarna is recommended by Klarna, not required.
 */
export async function findSavedOrder(
  config: HandlerConfig,
  { session_id, session }: { session_id: string; session: SessionRead },
): Promise<SavedOrder | undefined> {
  const saved = await findOrderInShop(config, session_id);
  const confirmation = session.merchant_urls?.confirmation;
  if (!saved || saved.redirect_url || !confirmation) return saved;
  return { ...saved, redirect_url: fillPlaceholders(confirmation, session_id, saved.order_id) };
}

/**
 * The same, where it is still to be delivered.
 *
 * @throws {HttpError} 402 `declined` where Klarna has decided against it since: nothing is paid, and nothing will come
 */
export async function findAcceptedOrder(
  ...asked: Parameters<typeof findSavedOrder>
): Promise<OrderCreated | undefined> {
  const saved = await findSavedOrder(...asked);
  return saved && requireAccepted(saved);
}

/** @throws {HttpError} as `findValid` */
export function requireAccepted({ fraud_status, ...order }: SavedOrder): OrderCreated {
  if (fraud_status !== 'REJECTED') return { ...order, fraud_status };
  const message = 'Klarna rejected this order after it was placed. Offer another way to pay.';
  throw new HttpError(402, { code: 'authorization', reason: 'declined', message });
}

/** Klarna fills the same two. */
const fillPlaceholders = (url: string, session_id: string, order_id: string): string =>
  url.replaceAll('{session.id}', encodeURIComponent(session_id)).replaceAll('{order.id}', encodeURIComponent(order_id));
