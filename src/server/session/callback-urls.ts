/** Which of our addresses Klarna was given for a session: one that orders, or one that does not. */
import type { SessionRequest } from '../../klarna/types.ts';
import { isHeld } from '../crypto/callback-token.ts';
import type { Visit } from '../request-context.ts';
import type { SessionBody } from './session-request.ts';

type WithUrls = Pick<SessionRequest, 'merchant_urls'>;

/** Undefined where it is one of the shop's own, which is the shop's own matter. */
export function ownCallback({ mountUrl }: Visit, { merchant_urls }: WithUrls): string | undefined {
  const url = merchant_urls?.authorization;
  return url?.startsWith(`${mountUrl}/callback/`) ? url : undefined;
}

/** Whether Klarna's callback orders nothing: the session was left, or is of a checkout of several pages. */
export function isDisarmed(visit: Visit, session: WithUrls): boolean {
  const url = ownCallback(visit, session);
  return url !== undefined && isHeld(url);
}

/** A session that was left for one that never came orders nothing by itself, though it is the shopper's again. */
export function isArmedAs(visit: Visit, session: WithUrls, body: SessionBody): boolean {
  const [present, wanted] = [ownCallback(visit, session), ownCallback(visit, body)];
  return present === undefined || wanted === undefined || isHeld(present) === isHeld(wanted);
}
