/**
 * The shopper's session between two requests, in a sealed cookie: this is all the state there is, so any process can
 * answer. It holds no `client_token`, which may be larger than a cookie.
 *
 * Over https its name begins with `__Host-`. A browser then takes it only from this host itself, with `Path=/`. Under any
 * other name a page of another subdomain could set it (`Domain=shop.example`, and a longer path to be read first). It
 * would be a good cookie, of the attacker's own session, and the shopper would pay for that. `__Secure-` does not stop
 * this. The price is the path: the cookie goes along with every request to the host. So that mounts on one host keep
 * their sessions apart, name and content both tell the mount.
 *
 * Over http (a shop in development) browsers take no such name. There the path is the mount's.
 */
import { isRecord } from '../../klarna/is-record.ts';
import type { OrderCreated, SessionRequest } from '../../klarna/types.ts';
import type { RequestContext } from '../request-context.ts';
import { fingerprint } from './fingerprint.ts';
import type { SessionBody } from './session-request.ts';

export interface SessionCookie {
  session_id: string;
  /** Where one of these changes, Klarna wants a new session. */
  scope: string;
  /** Of everything that was sent: where it is the same, there is nothing to update. */
  fingerprint: string;
  /** The authorization_token of an order that may exist at Klarna, and that the shop has not saved yet. */
  unsaved_token?: string;
  /** The authorization_token of an approval that was for another cart: Klarna goes on naming it. */
  stale_token?: string;
  /** The authorization_tokens of approvals before the newest. Each may have made a customer token that is still active. */
  older?: readonly string[];
  /** The order that the handler has just answered. A read replica of the shop's database may be some seconds behind. */
  placed?: PlacedNote;
  /** How often in a row an approval was cancelled because the cart was another one. */
  changed?: number;
}

/** Of so many a shopper's cookie remembers the newest: the sealed cookie must stay below the 4096 bytes that browsers keep. */
const MOST_OLDER = 4;

/** @returns all approvals before this one whose customer tokens are still to be cancelled */
export function listOlder({ older = [], stale_token, unsaved_token }: SessionCookie, newest?: string): string[] {
  const all = [...older, stale_token, unsaved_token].filter((token) => token !== undefined && token !== newest);
  return [...new Set(all as string[])].slice(-MOST_OLDER);
}

export interface PlacedNote extends Pick<OrderCreated, 'order_id' | 'fraud_status' | 'redirect_url'> {
  /** Milliseconds since the epoch. */
  at: number;
}

/** Milliseconds. After that, an order that `findOrder` does not know is missing in the shop. */
const PLACED_LIFE_MS = 10 * 60_000;

/** Characters: the sealed cookie must stay below the 4096 that browsers keep. */
const LONGEST_REDIRECT = 1000;

export function notePlaced({ order_id, fraud_status, redirect_url }: OrderCreated): PlacedNote {
  const isShort = redirect_url !== undefined && redirect_url.length <= LONGEST_REDIRECT;
  return { order_id, fraud_status, ...(isShort && { redirect_url }), at: Date.now() };
}

/** The order of the session, if the handler has answered it to this shopper a moment ago. */
export function findPlacedNote({ placed }: Pick<SessionCookie, 'placed'>): OrderCreated | undefined {
  if (placed === undefined || Math.abs(Date.now() - placed.at) > PLACED_LIFE_MS) return undefined;
  const { at: _, ...order } = placed;
  return order;
}

const NAME = 'klarna-checkout';
const SEAL = 'session-cookie';

/** Characters: enough to tell the few mounts of a host apart. The sealed content decides which mount it is. */
const TAG_LENGTH = 8;

/** Seconds: as long as a session of Klarna lives. */
const MAX_AGE = 48 * 3600;

interface Sealed extends SessionCookie {
  /** As `mountId` of the request context. */
  mount: string;
  /** The path of the mount as the handler sees it. */
  seen?: string;
}

/** Several cookies of one name may come (over http, from other paths); the first that this mount has made counts. */
export async function readSessionCookie(context: RequestContext): Promise<SessionCookie | undefined> {
  const { config, request, mountId } = context;
  const header = request.headers.get('cookie');
  if (!header) return undefined;
  const start = `${placeOf(context).name}=`;
  for (const cookie of header.split(/;\s*/)) {
    if (!cookie.startsWith(start)) continue;
    const value = await config.sealer.open(SEAL, cookie.slice(start.length));
    // Sealed by us, so its shape is ours; an earlier version of this package may have had another.
    if (!isRecord(value) || typeof value.session_id !== 'string' || value.mount !== mountId) continue;
    const { mount, seen, ...remembered } = value as unknown as Sealed;
    if (seen !== undefined) reportSharedUrl(context, seen);
    return remembered;
  }
  return undefined;
}

export async function serializeSessionCookie(context: RequestContext, remembered: SessionCookie): Promise<string> {
  const { mountId: mount, config, route } = context;
  const sealed: Sealed = { ...remembered, mount, ...(config.publicUrl !== undefined && { seen: route.mount }) };
  return cookie(context, await context.config.sealer.seal(SEAL, sealed), MAX_AGE);
}

export const clearSessionCookie = (context: RequestContext): string => cookie(context, '', 0);

/** Lax: it comes along when Klarna sends the browser back, and not with posts of other sites. */
function cookie(context: RequestContext, value: string, maxAge: number): string {
  const { name, path, secure } = placeOf(context);
  return `${name}=${value}; Path=${path}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

/** Two mounts with one `publicUrl` share their sessions, so that the cart of the one could be bought on the page of the other. */
function reportSharedUrl({ config, request, route, mountUrl }: RequestContext, seen: string): void {
  if (seen === route.mount) return;
  const message = `The session of a shopper was opened under “${seen || '/'}” and is asked for under “${route.mount || '/'}”, and both have the \`publicUrl\` ${mountUrl}. If these are two handlers, give each its own \`publicUrl\`.`;
  config.reportOnce('shared-url', message, request);
}

function placeOf({ mountUrl, mountId }: RequestContext): { name: string; path: string; secure: boolean } {
  const [, encrypted, path = ''] = /^http(s?):\/\/[^/]*(.*)$/.exec(mountUrl) ?? [];
  const [, tagged = ''] = /^https?:\/\/[^/ ]*(.*)$/.exec(mountId) ?? [];
  const name = `${NAME}-${fingerprint(tagged).slice(0, TAG_LENGTH)}`;
  return encrypted ? { name: `__Host-${name}`, path: '/', secure: true } : { name, path: path || '/', secure: false };
}

/**
 * @param body as sent; the callbacks are left out, for their seal changes with the time
 * @param multiPage they are those of a checkout of several pages
 */
export function createSessionCookie(session_id: string, body: SessionBody, multiPage: boolean): SessionCookie {
  const { merchant_urls, ...rest } = body;
  const { authorization, notification, ...urls } = merchant_urls;
  return {
    session_id,
    scope: [body.purchase_country, body.purchase_currency, body.locale, body.intent, ...kindOf(body)].join(' '),
    fingerprint: fingerprint(
      canonicalJson({ ...rest, order_lines: sortedLines(body), urls, ...(multiPage && { multiPage }) }),
    ),
  };
}

/** The cart that a session was opened for, as far as the cookie tells it. */
export interface OpenedFor {
  purchase_country: string;
  isBusiness: boolean;
}

/** @returns undefined if the cookie is of another session, or does not know for what it was opened */
export function findOpenedFor(remembered: SessionCookie | undefined, session_id: string): OpenedFor | undefined {
  if (!remembered?.scope || remembered.session_id !== session_id) return undefined;
  const [purchase_country = '', , , , kind] = remembered.scope.split(' ');
  return { purchase_country, isBusiness: kind === 'organization' };
}

/** A business has sessions of its own. A person is the default. */
const kindOf = ({ customer }: Pick<SessionRequest, 'customer'>): string[] =>
  customer?.type === 'organization' ? [customer.type, customer.organization_entity_type ?? ''] : [];

/** The same text for the same data, in whatever order the shop wrote the members. */
const canonicalJson = (data: unknown): string =>
  JSON.stringify(data, (_, value) => (isRecord(value) ? sorted(value) : value));

const sorted = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The order of the lines says nothing about the cart. */
const sortedLines = ({ order_lines }: SessionBody): string[] => order_lines.map(canonicalJson).sort();
