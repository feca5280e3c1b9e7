/** `POST /cancel`: the shopper pays another way. An unspent approval goes back to Klarna, the cookie is dropped. */

import { readJsonBody } from '../http/read-body.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import type { Visit } from '../request-context.ts';
import { leaveSession } from '../session/close-session.ts';
import { readIfKnown } from '../session/find-session.ts';
import { droppedSessionCookie, type RememberedSession, readSessionCookie } from '../session/session-cookie.ts';

export async function cancelDoor(visit: Visit): Promise<Response> {
  // Nothing in it counts; asking for JSON keeps foreign forms out.
  await readJsonBody(visit.request);
  const remembered = await readSessionCookie(visit);
  if (remembered) await giveUp(visit, remembered);
  return new Response(null, {
    status: 204,
    headers: { 'cache-control': 'no-store', 'set-cookie': droppedSessionCookie(visit) },
  });
}

/** An approval that cannot be given back now expires by itself, so the shopper is not kept waiting for it. */
async function giveUp(visit: Visit, remembered: RememberedSession): Promise<void> {
  const { settings, request } = visit;
  try {
    const session = await readIfKnown(visit, remembered.session_id);
    if (session) await leaveSession(visit, remembered, session);
  } catch (error) {
    if (!(error instanceof KlarnaApiError)) throw error;
    settings.onError(error, request);
  }
}
