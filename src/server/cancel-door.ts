/** `POST /cancel`: the shopper pays another way. An unspent approval goes back to Klarna, the cookie is dropped. */
import { giveBack } from './give-back.ts';
import { KlarnaApiError } from './klarna-api-error.ts';
import { readJsonBody } from './read-json-body.ts';
import { droppedSessionCookie, readSessionCookie } from './session-cookie.ts';
import type { Visit } from './visit.ts';

export async function cancelDoor(visit: Visit): Promise<Response> {
  // Nothing in it counts; asking for JSON keeps foreign forms out.
  await readJsonBody(visit.request);
  const remembered = await readSessionCookie(visit);
  if (remembered) await cancelApproval(visit, remembered.session_id);
  return new Response(null, {
    status: 204,
    headers: { 'cache-control': 'no-store', 'set-cookie': droppedSessionCookie(visit) },
  });
}

/** An approval that cannot be given back now expires by itself, so the shopper is not kept waiting for it. */
async function cancelApproval({ settings, request }: Visit, session_id: string): Promise<void> {
  try {
    const { status, authorization_token } = await settings.api.readSession(session_id);
    if (status === 'incomplete' && authorization_token) await giveBack(settings, authorization_token, request);
  } catch (error) {
    if (!(error instanceof KlarnaApiError)) throw error;
    if (error.status !== 404) settings.onError(error, request);
  }
}
