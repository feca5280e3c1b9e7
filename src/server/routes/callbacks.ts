/**
 * What Klarna's own servers ask. The seal in the address lets them in; what they say is believed only after Klarna has
 * been asked. Any answer but a 2xx makes Klarna come again (three times in all, for an approval).
 */

import { isPassiveCallback, requireValidCallback } from '../crypto/callback-token.ts';
import { HttpError } from '../http/http-error.ts';
import { withKlarnaErrors } from '../http/klarna-error.ts';
import { readAnyBody, requireId } from '../http/read-body.ts';
import { placeOrder } from '../order/place-order.ts';
import type { RequestContext } from '../request-context.ts';
import { hasPassiveCallback } from '../session/callback-urls.ts';
import { notifyShop } from '../shop.ts';

const done = (): Response => new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });

/**
 * `POST /callback/:seal/authorization`: the shopper was approved. The order is placed here too, because the browser may
 * be gone. The cart is not asked for: Klarna's request has no cookie to find it by, and the session says what the
 * shopper approved.
 *
 * In a checkout of several pages nothing is ordered here: most ways to pay give their token at once, and the shopper has
 * not confirmed yet. The last page orders, and asks again after a reload.
 */
export async function authorizationCallback(context: RequestContext): Promise<Response> {
  const { config, request } = context;
  await requireValidCallback(context);
  const body = await readAnyBody(request);
  const authorization_token = requireId(body, 'authorization_token');
  const session_id = requireId(body, 'session_id');
  if (isPassiveCallback(request.url)) return done();
  const session = await withKlarnaErrors('session', config.api.readSession(session_id));
  // Klarna may call an address from before the session was left: what it would be given now counts.
  if (session.status !== 'complete' && hasPassiveCallback(context, session)) return done();
  const belongsToSession = session.authorization_token === authorization_token;
  // A session that has its order may not name its approval any more; placing it again tells whether it was this one.
  if (!belongsToSession && session.status !== 'complete') {
    throw new HttpError(403, {
      code: 'authorization',
      reason: 'unknown-token',
      message: 'Klarna does not know this authorization_token as the newest of the session.',
    });
  }
  await placeOrder(config, { session_id, authorization_token, session, belongsToSession, door: 'callback', request });
  return done();
}

/** `POST /callback/:seal/notification`: Klarna has decided about a pending order. */
export async function notificationCallback(context: RequestContext): Promise<Response> {
  const { config, request } = context;
  await requireValidCallback(context);
  const body = await readAnyBody(request);
  const order_id = requireId(body, 'order_id');
  const event_type = requireId(body, 'event_type');
  await notifyShop(config, { order_id, event_type }, request);
  return done();
}
