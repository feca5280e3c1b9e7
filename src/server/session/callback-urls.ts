/** The URLs that Klarna calls back: the handler makes them, recognizes its own, and checks the one that was called. */
import type { SessionRequest } from '../../klarna/types.ts';
import { HttpError } from '../http/http-error.ts';
import type { RequestContext } from '../request-context.ts';
import type { SessionBody } from './session-request.ts';

/**
 * A callback URL with this query parameter is passive: the handler places no order when Klarna calls it. In a multi-page
 * checkout the shopper confirms on a later page. A closed session must not become an order.
 */
const PASSIVE = 'held';

interface CallbackUrls {
  authorization: string;
  notification: string;
}

export async function makeCallbackUrls(
  { config, mountUrl, mountId }: RequestContext,
  { passive }: { passive: boolean },
): Promise<CallbackUrls> {
  const base = `${mountUrl}/callback/${await config.callbackTokens.create(mountId)}`;
  const authorization = `${base}/authorization${passive ? `?${PASSIVE}` : ''}`;
  return { authorization, notification: `${base}/notification` };
}

export const isPassiveCallback = (url: string): boolean => url.includes('?') && new URL(url).searchParams.has(PASSIVE);

type WithUrls = Pick<SessionRequest, 'merchant_urls'>;

/** Undefined if the shop set a callback URL of its own: the handler never changes that one. */
export function findOwnCallback({ mountUrl }: RequestContext, { merchant_urls }: WithUrls): string | undefined {
  const url = merchant_urls?.authorization;
  return url?.startsWith(`${mountUrl}/callback/`) ? url : undefined;
}

export function hasPassiveCallback(context: RequestContext, session: WithUrls): boolean {
  const url = findOwnCallback(context, session);
  return url !== undefined && isPassiveCallback(url);
}

/**
 * The handler may have made this session's callback passive for a new session that Klarna then did not create. The
 * shopper keeps the old session, so its callback must become active again.
 */
export function hasSameCallbackMode(context: RequestContext, session: WithUrls, body: SessionBody): boolean {
  const [present, wanted] = [findOwnCallback(context, session), findOwnCallback(context, body)];
  return present === undefined || wanted === undefined || isPassiveCallback(present) === isPassiveCallback(wanted);
}

/** @throws {HttpError} 403 if this mount did not make the called URL, or if the URL is too old */
export async function requireValidCallback(context: RequestContext): Promise<void> {
  const { config, request, route, mountUrl, mountId } = context;
  const made = await config.callbackTokens.open(route.callbackToken ?? '');
  if (made === mountId) return;
  if (made !== undefined) {
    const message = `Klarna called “${mountUrl}” with an address that was made for “${made.split(' ')[0]}”, and was refused. Does each mount have its own \`publicUrl\`, the same on every machine?`;
    config.reportOnce('other-mount', message, request);
  }
  throw new HttpError(403, {
    code: 'configuration',
    reason: 'bad-seal',
    message:
      'This callback URL was not made by this shop for this mount, or it is older than 96 hours. Are `secret` and `publicUrl` the same on every machine?',
  });
}
