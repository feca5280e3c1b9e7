/** `POST /cancel`: the shopper pays another way. An unspent approval goes back to Klarna, the cookie is dropped. */

import { readJsonBody } from '../http/read-body.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import type { RequestContext } from '../request-context.ts';
import { closeSession } from '../session/close-session.ts';
import { findSession } from '../session/find-session.ts';
import { clearSessionCookie, readSessionCookie, type SessionCookie } from '../session/session-cookie.ts';

export async function cancelRoute(context: RequestContext): Promise<Response> {
  // Nothing in it counts; asking for JSON keeps foreign forms out.
  await readJsonBody(context.request);
  const remembered = await readSessionCookie(context);
  if (remembered) await giveUp(context, remembered);
  return new Response(null, {
    status: 204,
    headers: { 'cache-control': 'no-store', 'set-cookie': clearSessionCookie(context) },
  });
}

/** An approval that cannot be given back now expires by itself, so the shopper is not kept waiting for it. */
async function giveUp(context: RequestContext, remembered: SessionCookie): Promise<void> {
  const { config, request } = context;
  try {
    const session = await findSession(context, remembered.session_id);
    if (session) await closeSession(context, remembered, session);
  } catch (error) {
    if (!(error instanceof KlarnaApiError)) throw error;
    config.onError(error, request);
  }
}
