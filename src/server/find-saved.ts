import type { OrderCreated, SessionRead } from '../klarna/types.ts';
import { findSavedOrder } from './ask-shop.ts';
import type { Settings } from './settings.ts';

/**
 * The order as the shop saved it. Shops seldom keep Klarna's `redirect_url`, and the shopper still has to get to the
 * confirmation page: then its own address does. The way over Klarna is recommended by Klarna, not required.
 */
export async function findSaved(
  settings: Settings,
  { session_id, session }: { session_id: string; session: SessionRead },
): Promise<OrderCreated | undefined> {
  const saved = await findSavedOrder(settings, session_id);
  const confirmation = session.merchant_urls?.confirmation;
  if (!saved || saved.redirect_url || !confirmation) return saved;
  return { ...saved, redirect_url: fillPlaceholders(confirmation, session_id, saved.order_id) };
}

/** Klarna fills the same two. */
const fillPlaceholders = (url: string, session_id: string, order_id: string): string =>
  url.replaceAll('{session.id}', encodeURIComponent(session_id)).replaceAll('{order.id}', encodeURIComponent(order_id));
