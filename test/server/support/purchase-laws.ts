import type { PurchaseLog } from './purchase-log.ts';
import type { RandomKlarna } from './random-klarna.ts';

interface Books {
  /** The order that the shop has saved for each session. */
  orders: ReadonlyMap<string, string>;
  /** The customer token that the shop got with it. */
  charged: ReadonlyMap<string, string | undefined>;
  /** The sessions of which a cookie was lost, with the authorizations that only it knew. */
  overwritten: ReadonlySet<string>;
}

/** @returns each broken law in words */
export function findBrokenLaws(
  { klarna, tokenOf, findSession }: RandomKlarna,
  { nameOf }: PurchaseLog,
  { orders, charged, overwritten }: Books,
): string[] {
  const broken: string[] = [];
  const activeOf = (session_id: string): string[] =>
    klarna
      .customerTokens()
      .filter((one) => one.session_id === session_id && one.status === 'ACTIVE')
      .map(({ token_id }) => token_id);
  for (const { session_id = '', authorization_token = '', order_id } of klarna.orders()) {
    const own = tokenOf.get(authorization_token);
    const subscribes = findSession(session_id)?.request.intent !== 'buy';
    const session = nameOf(session_id);
    if (subscribes && !activeOf(session_id).includes(own ?? ''))
      broken.push(`${session}: order without an active token`);
    if (charged.get(session_id) !== own) broken.push(`${session}: the shop charges another token`);
    if (orders.get(session_id) !== order_id) broken.push(`${session}: the shop has not saved the order`);
  }
  for (const { session_id, order_id } of klarna.sessions()) {
    const active = activeOf(session_id);
    if (overwritten.has(session_id) || active.length <= (order_id === undefined ? 0 : 1)) continue;
    broken.push(`${nameOf(session_id)}: ${active.map((id) => nameOf(id))} stay active`);
  }
  return broken;
}
