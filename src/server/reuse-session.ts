/** The session that the shopper's cookie names, brought up to date, so that a reload opens no second one. */
import type { SessionRead } from '../klarna/types.ts';
import { findDifferences } from './compare-orders.ts';
import { KlarnaApiError } from './klarna-api-error.ts';
import { toRefusal } from './klarna-refusal.ts';
import { requireSaved } from './require-saved.ts';
import { requireOver, retireSession } from './retire-session.ts';
import type { SessionBody } from './session-body.ts';
import type { RememberedSession } from './session-cookie.ts';
import type { Settings } from './settings.ts';
import type { Visit } from './visit.ts';

/** Milliseconds of life that a session must have left: time for the shopper to finish. */
const LIFE_LEFT = 10 * 60_000;

const isUsable = ({ status, expires_at }: SessionRead): boolean =>
  status === 'incomplete' && !(Date.parse(expires_at) - Date.now() < LIFE_LEFT);

interface Reused {
  session: SessionRead;
  /** An approval that was for another cart. Klarna goes on naming it, so the cookie has to know. */
  stale?: string | undefined;
}

/** What was approved before an update is not what is in the session now. */
const withoutApproval = ({ authorization_token: stale, ...session }: SessionRead): Reused => ({ session, stale });

/**
 * @returns undefined where a new session is needed: expired, ordered, unknown, or of another country or language
 * @throws {Refusal} also where the old one is ordered and the shop has not saved the order, or may still be ordered
 */
export async function reuseSession(
  visit: Visit,
  remembered: RememberedSession | undefined,
  wanted: RememberedSession,
  body: SessionBody,
): Promise<Reused | undefined> {
  if (!remembered) return undefined;
  let reused: Reused;
  try {
    reused = await bringUpToDate(visit.settings, remembered, wanted, body);
  } catch (error) {
    if (!(error instanceof KlarnaApiError)) throw error;
    if (error.status === 404) return undefined;
    throw toRefusal(error, 'session');
  }
  const { session } = reused;
  if (session.status === 'complete') await requireSaved(visit, remembered, session);
  if (remembered.frame === wanted.frame && isUsable(session)) return reused;
  requireOver(await retireSession(visit, remembered, session));
  return undefined;
}

async function bringUpToDate(
  { api }: Settings,
  { session_id, frame, fingerprint, stale }: RememberedSession,
  wanted: RememberedSession,
  body: SessionBody,
): Promise<Reused> {
  const update = () => api.updateSession(session_id, body);
  const changed = fingerprint !== wanted.fingerprint;
  if (frame === wanted.frame && changed) await update().catch(unlessCompleted);
  const session = await api.readSession(session_id);
  if (frame !== wanted.frame || !isUsable(session)) return { session };
  if (changed) return withoutApproval(session);
  // The cookie of an older answer may have won the race of two tabs: Klarna's word counts.
  if (findDifferences(session, body).length === 0) {
    return stale !== undefined && session.authorization_token === stale ? withoutApproval(session) : { session };
  }
  await update();
  return withoutApproval(await api.readSession(session_id));
}

/** What became of it is in the session. */
function unlessCompleted(error: unknown): void {
  if (!(error instanceof KlarnaApiError) || error.error_code !== 'SESSION_COMPLETED') throw error;
}
