import type { OrderCreated, SessionRead } from '../../klarna/types.ts';
import type { HandlerConfig } from '../config.ts';
import { HttpError } from '../http/http-error.ts';
import type { SavedOrder } from '../options.ts';
import { findOrderInShop } from '../shop.ts';

/**
 * The order as the shop saved it. Shops seldom keep Klarna's `redirect_url`, but the shopper still needs the confirmation
 * page. Then the page's own address takes its place: Klarna recommends its redirect and does not require it.
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
 * The same, if Klarna has not rejected it.
 *
 * @throws {HttpError} 402 `declined` if Klarna has rejected the order since: the shopper pays nothing and gets nothing
 */
export async function findAcceptedOrder(
  ...asked: Parameters<typeof findSavedOrder>
): Promise<OrderCreated | undefined> {
  const saved = await findSavedOrder(...asked);
  return saved && requireAccepted(saved);
}

/** @throws {HttpError} as `findAcceptedOrder` */
export function requireAccepted({ fraud_status, ...order }: SavedOrder): OrderCreated {
  if (fraud_status !== 'REJECTED') return { ...order, fraud_status };
  const message = 'Klarna rejected this order after it was placed. Offer another way to pay.';
  throw new HttpError(402, { code: 'authorization', reason: 'declined', message });
}

/** Klarna fills the same two placeholders in its redirect. */
const fillPlaceholders = (url: string, session_id: string, order_id: string): string =>
  url.replaceAll('{session.id}', encodeURIComponent(session_id)).replaceAll('{order.id}', encodeURIComponent(order_id));
