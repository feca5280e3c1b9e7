/**
 * The shopper's session between two requests, in a sealed cookie: this is all the state there is, so any process can
 * answer. It holds no `client_token`, which may be larger than a cookie.
 */
import { isRecord } from '../klarna/is-record.ts';
import type { SessionRequest } from '../klarna/types.ts';
import { fingerprint } from './fingerprint.ts';
import type { SessionBody } from './session-body.ts';
import type { Visit } from './visit.ts';

export interface RememberedSession {
  session_id: string;
  /** Where one of these changes, Klarna wants a new session. */
  frame: string;
  /** Of everything that was sent: where it is the same, there is nothing to update. */
  fingerprint: string;
  /** The authorization_token of an order that may exist at Klarna, and that the shop has not saved yet. */
  unsaved?: string;
  /** The authorization_token of an approval that was for another cart: Klarna goes on naming it. */
  stale?: string;
}

const NAME = 'klarna-checkout';
const SEAL = 'session-cookie';

/** Seconds: as long as a session of Klarna lives. */
const MAX_AGE = 48 * 3600;

export async function readSessionCookie({ settings, request }: Visit): Promise<RememberedSession | undefined> {
  const cookies = (request.headers.get('cookie') ?? '').split(/;\s*/);
  const text = cookies.find((cookie) => cookie.startsWith(`${NAME}=`))?.slice(NAME.length + 1);
  const value = text ? await settings.sealer.open(SEAL, text) : undefined;
  // Sealed by us, so its shape is ours; an earlier version of this package may have had another.
  return isRecord(value) && typeof value.session_id === 'string' ? (value as unknown as RememberedSession) : undefined;
}

export async function sessionCookie(visit: Visit, remembered: RememberedSession): Promise<string> {
  return cookie(visit, await visit.settings.sealer.seal(SEAL, remembered), MAX_AGE);
}

export const droppedSessionCookie = (visit: Visit): string => cookie(visit, '', 0);

/** Lax: it comes along when Klarna sends the browser back, and not with posts of other sites. */
function cookie({ mountUrl }: Visit, value: string, maxAge: number): string {
  const [, encrypted, path] = /^http(s?):\/\/[^/]*(.*)$/.exec(mountUrl) ?? [];
  const secure = encrypted ? '; Secure' : '';
  return `${NAME}=${value}; Path=${path || '/'}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
}

/**
 * @param body as sent; the callbacks are left out, for their seal changes with the time
 * @param held they are those of a checkout of several pages
 */
export function rememberSession(session_id: string, body: SessionBody, held: boolean): RememberedSession {
  const { merchant_urls, ...rest } = body;
  const { authorization, notification, ...urls } = merchant_urls;
  return {
    session_id,
    frame: [body.purchase_country, body.purchase_currency, body.locale, body.intent, ...kindOf(body)].join(' '),
    fingerprint: fingerprint(canonicalJson({ ...rest, order_lines: sortedLines(body), urls, ...(held && { held }) })),
  };
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
