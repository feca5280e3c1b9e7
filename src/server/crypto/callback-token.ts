/**
 * The secret part of the addresses that Klarna calls. Klarna signs nothing, so the address itself has to tell Klarna
 * from others. It is made before the session has an id. So it holds only when it was made and for which mount: what a
 * callback says is believed through Klarna alone, by reading the session back.
 *
 * It is bound to the address of its mount. A client that sends another `Host` gets Klarna to call that host, and the seal
 * that arrives there opens nothing at the shop's own address.
 */
import { isRecord } from '../../klarna/is-record.ts';
import { HttpError } from '../http/http-error.ts';
import type { RequestContext } from '../request-context.ts';
import type { Sealer } from './sealer.ts';

const PURPOSE = 'callback';

/** Milliseconds: a session lives 48 hours, a pending order is decided within 24 more; the rest is for late repeats. */
const LIFE = 96 * 3_600_000;

/** Milliseconds. A seal tells nothing of its session, so the sessions of a mount share one for a while. */
const SHARED = 15 * 60_000;

export interface CallbackToken {
  create(mountId: string): Promise<string>;
  /** @returns the `mountId` that it was made for; undefined if this shop has not made it, or if it is too old */
  open(text: string): Promise<string | undefined>;
}

export function createCallbackToken(sealer: Sealer): CallbackToken {
  let shared = { made: Number.NEGATIVE_INFINITY, mount: '', text: '' };
  return {
    async create(mount) {
      const made = Date.now();
      // Either way: a clock that was set back must not keep a seal of the future.
      if (mount === shared.mount && Math.abs(made - shared.made) <= SHARED) return shared.text;
      const text = await sealer.seal(PURPOSE, { made, mount });
      // Only one: without `publicUrl` the mount is the client's to choose, and a list would grow without end.
      shared = { made, mount, text };
      return text;
    },

    async open(text) {
      const value = await sealer.open(PURPOSE, text);
      if (!isRecord(value) || typeof value.made !== 'number' || typeof value.mount !== 'string') return undefined;
      return Date.now() - value.made < LIFE ? value.mount : undefined;
    },
  };
}

export interface CallbackUrls {
  authorization: string;
  notification: string;
}

/** In the address that Klarna calls of an approval that waits for the shopper's last step. */
const HELD = 'held';

/** Whether Klarna's word of an approval is not the moment to order: the shopper confirms on a later page. */
export const isPassiveCallback = (url: string): boolean => url.includes('?') && new URL(url).searchParams.has(HELD);

/** @param multiPage the checkout has several pages */
export async function makeCallbackUrls(
  { config, mountUrl, mountId }: RequestContext,
  multiPage: boolean,
): Promise<CallbackUrls> {
  const base = `${mountUrl}/callback/${await config.callbackToken.create(mountId)}`;
  return { authorization: `${base}/authorization${multiPage ? `?${HELD}` : ''}`, notification: `${base}/notification` };
}

/** @throws {HttpError} 403 */
export async function requireValidCallback({
  config,
  request,
  route,
  mountUrl,
  mountId,
}: RequestContext): Promise<void> {
  const made = await config.callbackToken.open(route.seal ?? '');
  if (made === mountId) return;
  if (made !== undefined) {
    const message = `Klarna called “${mountUrl}” with an address that was made for “${made.split(' ')[0]}”, and was refused. Does each mount have its own \`publicUrl\`, the same on every machine?`;
    config.reportOnce('other-mount', message, request);
  }
  throw new HttpError(403, {
    code: 'configuration',
    reason: 'bad-seal',
    message:
      'This address was not made by this shop, for this mount, or is too old. Are `secret` and `publicUrl` the same on every machine?',
  });
}
