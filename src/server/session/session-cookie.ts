/**
 * The shopper's session between two requests, in an encrypted cookie. The handler keeps no other state, so any process can
 * answer. The cookie does not hold the `client_token`, which may be larger than a cookie.
 *
 * Over https the cookie's name begins with `__Host-`. A browser then accepts it only from this host, with `Path=/`. With any
 * other name a page of another subdomain could set it (`Domain=shop.example`, and a longer path, so that it is sent first).
 * That cookie would be valid, with the session of an attacker, and the shopper would pay for that session. `__Secure-`
 * does not prevent this. The price is the path: the browser sends the cookie with every request to the host. So that
 * several mounts on one host keep separate sessions, the name and the content both identify the mount.
 *
 * Over http (a shop in development) browsers refuse that name. The path is the same, because `openPageSession` reads the
 * cookie of a page outside of the mount.
 */
import { isRecord } from '../../klarna/is-record.ts';
import type { Intent, OrderCreated, SessionRequest } from '../../klarna/types.ts';
import type { OpenedFor } from '../order/check-cart.ts';
import { buysToo } from '../order/customer-token-request.ts';
import type { RequestContext } from '../request-context.ts';
import { fingerprint } from './fingerprint.ts';
import type { SessionBody } from './session-request.ts';

export interface SessionCookie {
  session_id: string;
  /** Country, currency, locale, intent and kind of customer. If one of them changes, Klarna needs a new session. */
  scope: string;
  /** A fingerprint of the body that Klarna has. If it is the same, there is nothing to update. */
  fingerprint: string;
  /** The authorization_token of an order that may exist at Klarna, and that the shop has not saved yet. */
  unsaved_token?: string;
  /** The authorization_token for an older cart. Klarna still names it in the session. */
  stale_token?: string;
  /** The authorization_tokens before the newest one. Each may have made a customer token that is still active. */
  older?: readonly string[];
  /** The order that the handler answered last. A read replica of the shop's database may be some seconds late. */
  placed?: RecentOrder;
  /** How often in a row the handler cancelled an authorization because the cart had changed. */
  changed?: number;
}

/** The cookie keeps the newest ones only: the encrypted text must stay below the 4096 bytes that browsers accept. */
const MAX_OLDER_TOKENS = 4;

type TokenNotes = Pick<SessionCookie, 'older' | 'stale_token' | 'unsaved_token'>;

/** @returns all authorization_tokens but the newest one whose customer tokens may still be active */
export function listOlderTokens({ older = [], stale_token, unsaved_token }: TokenNotes, newest?: string): string[] {
  const all = [...older, stale_token, unsaved_token].filter((token) => token !== undefined && token !== newest);
  return [...new Set(all as string[])].slice(-MAX_OLDER_TOKENS);
}

interface RecentOrder extends Pick<OrderCreated, 'order_id' | 'fraud_status' | 'redirect_url'> {
  /** Milliseconds since the epoch. */
  at: number;
}

/** If `findOrder` does not find the order after this time, the shop has lost it. */
const RECENT_MS = 10 * 60_000;

/** Characters: the encrypted cookie must stay below the 4096 bytes that browsers accept. */
const MAX_REDIRECT_LENGTH = 1000;

export function toRecentOrder({ order_id, fraud_status, redirect_url }: OrderCreated): RecentOrder {
  const isShort = redirect_url !== undefined && redirect_url.length <= MAX_REDIRECT_LENGTH;
  return { order_id, fraud_status, ...(isShort && { redirect_url }), at: Date.now() };
}

/** The order of the session, if the handler has just answered it to this shopper. */
export function findRecentOrder({ placed }: Pick<SessionCookie, 'placed'>): OrderCreated | undefined {
  if (placed === undefined || Math.abs(Date.now() - placed.at) > RECENT_MS) return undefined;
  const { at: _, ...order } = placed;
  return order;
}

const NAME = 'klarna-checkout';
const PURPOSE = 'session-cookie';

/** Enough characters to tell the few mounts of a host apart. The encrypted content decides which mount it is. */
const TAG_LENGTH = 8;

/** A session at Klarna lives this long. */
const MAX_AGE_S = 48 * 3600;

interface CookieContent extends SessionCookie {
  /** The `mountId` of the request context. */
  mount: string;
  /** The path of the mount as the handler sees it. */
  seen?: string;
}

/** Over http several cookies of one name may arrive, from other paths. The first one that this mount has made counts. */
export async function readSessionCookie(context: RequestContext): Promise<SessionCookie | undefined> {
  const { config, request, mountId } = context;
  const header = request.headers.get('cookie');
  if (!header) return undefined;
  const start = `${placeOf(context).name}=`;
  for (const pair of header.split(/;\s*/)) {
    if (!pair.startsWith(start)) continue;
    const value = await config.sealer.decrypt(PURPOSE, pair.slice(start.length));
    // The handler has encrypted it, so nobody else chose its shape. An older version of this package may have had another.
    if (!isRecord(value) || typeof value.session_id !== 'string' || value.mount !== mountId) continue;
    const { mount, seen, ...cookie } = value as unknown as CookieContent;
    if (seen !== undefined) reportSharedUrl(context, seen);
    return cookie;
  }
  return undefined;
}

export async function serializeSessionCookie(context: RequestContext, cookie: SessionCookie): Promise<string> {
  const { mountId: mount, config, route } = context;
  const content: CookieContent = { ...cookie, mount, ...(config.publicUrl !== undefined && { seen: route.mount }) };
  return toSetCookie(context, await config.sealer.encrypt(PURPOSE, content), MAX_AGE_S);
}

export const clearSessionCookie = (context: RequestContext): string => toSetCookie(context, '', 0);

/** `Lax`: browsers send it when Klarna redirects the shopper back, and not with posts from other sites. */
function toSetCookie(context: RequestContext, value: string, maxAge_s: number): string {
  const { name, secure } = placeOf(context);
  return `${name}=${value}; Path=/; Max-Age=${maxAge_s}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

/** Two mounts with one `publicUrl` share their sessions. A page of one mount could then sell the cart of the other. */
function reportSharedUrl({ config, request, route, mountUrl }: RequestContext, seen: string): void {
  if (seen === route.mount) return;
  const message = `The session of a shopper was opened under “${seen || '/'}” and is asked for under “${route.mount || '/'}”, and both have the \`publicUrl\` ${mountUrl}. If these are two handlers, give each its own \`publicUrl\`.`;
  config.reportOnce('shared-url', message, request);
}

function placeOf({ mountUrl, mountId }: RequestContext): { name: string; secure: boolean } {
  const secure = mountUrl.startsWith('https:');
  const [, tagged = ''] = /^https?:\/\/[^/ ]*(.*)$/.exec(mountId) ?? [];
  const name = `${NAME}-${fingerprint(tagged).slice(0, TAG_LENGTH)}`;
  return { name: secure ? `__Host-${name}` : name, secure };
}

/** @param body as Klarna gets it. The fingerprint leaves out the callback URLs, because their token changes with time */
export function describeSession(body: SessionBody, multiPage: boolean): Pick<SessionCookie, 'scope' | 'fingerprint'> {
  const { merchant_urls, ...rest } = body;
  const { authorization, notification, ...urls } = merchant_urls;
  return {
    scope: [body.purchase_country, body.purchase_currency, body.locale, body.intent, ...kindOf(body)].join(' '),
    fingerprint: fingerprint(
      canonicalJson({ ...rest, order_lines: sortedLines(body), urls, ...(multiPage && { multiPage }) }),
    ),
  };
}

/** @returns undefined if the cookie names another session, or does not know the cart that the session was opened for */
export function findOpenedFor(cookie: SessionCookie | undefined, session_id: string): OpenedFor | undefined {
  if (!cookie?.scope || cookie.session_id !== session_id) return undefined;
  const [purchase_country = '', , , , kind] = cookie.scope.split(' ');
  return { purchase_country, isBusiness: kind === 'organization' };
}

/** True if the cookie's session may have customer tokens beside an order. */
export const mayHaveTokens = ({ scope }: SessionCookie): boolean => {
  const intent = scope.split(' ')[3] as Intent | undefined;
  return buysToo({ intent: intent ?? 'buy' });
};

/** Empty for a person, which is the default. A business needs a session of its own. */
const kindOf = ({ customer }: Pick<SessionRequest, 'customer'>): string[] =>
  customer?.type === 'organization' ? [customer.type, customer.organization_entity_type ?? ''] : [];

/** The same text for the same data, in whatever order the shop wrote the members. */
const canonicalJson = (data: unknown): string =>
  JSON.stringify(data, (_, value) => (isRecord(value) ? sorted(value) : value));

const sorted = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Sorted, because the same lines in another order are the same cart. */
const sortedLines = ({ order_lines }: SessionBody): string[] => order_lines.map(canonicalJson).sort();
