/** The session that the shopper's cookie names, brought up to date, so that a reload opens no second one. */
import type { SessionRead } from '../klarna/types.ts';
import { findDifferences } from './compare-orders.ts';
import { KlarnaApiError } from './klarna-api-error.ts';
import { toRefusal } from './klarna-refusal.ts';
import type { SessionBody } from './session-body.ts';
import type { RememberedSession } from './session-cookie.ts';
import type { Settings } from './settings.ts';

/** Milliseconds of life that a session must have left: time for the shopper to finish. */
const LIFE_LEFT = 10 * 60_000;

const isUsable = ({ status, expires_at }: SessionRead): boolean =>
  status === 'incomplete' && !(Date.parse(expires_at) - Date.now() < LIFE_LEFT);

/** What was approved before an update is not what is in the session now. */
const withoutApproval = ({ authorization_token: _stale, ...session }: SessionRead): SessionRead => session;

/** @returns undefined where a new session is needed: expired, ordered, unknown, or of another country or language */
export async function reuseSession(
  { api }: Settings,
  remembered: RememberedSession | undefined,
  wanted: RememberedSession,
  body: SessionBody,
): Promise<SessionRead | undefined> {
  if (!remembered || remembered.frame !== wanted.frame) return undefined;
  const { session_id } = remembered;
  const update = () => api.updateSession(session_id, body);
  try {
    const changed = remembered.fingerprint !== wanted.fingerprint;
    if (changed) await update();
    const session = await api.readSession(session_id);
    if (!isUsable(session)) return undefined;
    if (changed) return withoutApproval(session);
    // The cookie of an older answer may have won the race of two tabs: Klarna's word counts.
    if (findDifferences(session, body).length === 0) return session;
    await update();
    return withoutApproval(await api.readSession(session_id));
  } catch (error) {
    if (!(error instanceof KlarnaApiError)) throw error;
    if (error.status === 404) return undefined;
    throw toRefusal(error, 'session');
  }
}
