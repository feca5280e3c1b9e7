/** Which of our addresses Klarna was given for a session: one that orders, or one that does not. */
import type { SessionRequest } from '../../klarna/types.ts';
import { isPassiveCallback } from '../crypto/callback-token.ts';
import type { RequestContext } from '../request-context.ts';
import type { SessionBody } from './session-request.ts';

type WithUrls = Pick<SessionRequest, 'merchant_urls'>;

/** Undefined where it is one of the shop's own, which is the shop's own matter. */
export function findOwnCallback({ mountUrl }: RequestContext, { merchant_urls }: WithUrls): string | undefined {
  const url = merchant_urls?.authorization;
  return url?.startsWith(`${mountUrl}/callback/`) ? url : undefined;
}

/** Whether Klarna's callback orders nothing: the session was left, or is of a checkout of several pages. */
export function hasPassiveCallback(context: RequestContext, session: WithUrls): boolean {
  const url = findOwnCallback(context, session);
  return url !== undefined && isPassiveCallback(url);
}

/** A session that was left for one that never came orders nothing by itself, though it is the shopper's again. */
export function hasSameCallbackMode(context: RequestContext, session: WithUrls, body: SessionBody): boolean {
  const [present, wanted] = [findOwnCallback(context, session), findOwnCallback(context, body)];
  return present === undefined || wanted === undefined || isPassiveCallback(present) === isPassiveCallback(wanted);
}
