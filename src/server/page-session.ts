/**
 * Opens the shopper's session while the server renders the page. So the browser has the session with the HTML, and need not
 * ask for it. The handler does the work: this is its `POST /session`, with the cookies of the page's request.
 */
import { isRecord } from '../klarna/is-record.ts';
import type { KlarnaHandler } from './handler.ts';

export interface PageSessionOptions {
  /** The `endpoint` of the element on this page, such as `/klarna`. */
  endpoint: string;
  /** The language of the page (BCP 47), such as the `lang` of its `html`. */
  locale?: string | undefined;
  /** The `finalization` of the element on this page. */
  finalization?: 'auto' | 'manual' | undefined;
  /** Milliseconds that the page waits for the session. After that the element asks for it. @default 1500 */
  timeout?: number | undefined;
}

export interface PageSession {
  /** For the property `session`. Undefined if there is none: the element then asks the endpoint, and shows what is wrong. */
  session: Record<string, unknown> | undefined;
  /** A child for the tag, as HTML: the session as JSON. Empty if there is none. */
  html: string;
  /** For the page's response: the cookie, and `Cache-Control`, because the page belongs to one shopper. Empty without a session. */
  headers: Headers;
}

const TIMEOUT_MS = 1_500;

/** They describe the page's request and its missing body, or say which page sent it. */
const PAGE_HEADERS = /^(?:sec-|if-|content-|transfer-encoding$|connection$|keep-alive$|origin$|range$|upgrade)/i;

/**
 * @param request the browser's request for the page
 * @throws {TypeError} if `endpoint` is not a path
 * @example
 * const { html, headers } = await openPageSession(klarna, request, { endpoint: '/klarna', locale: 'sv' });
 * const page = `<klarna-checkout-button endpoint="/klarna">${html}</klarna-checkout-button>`;
 */
export async function openPageSession(
  handler: KlarnaHandler,
  request: Request,
  { endpoint, locale, finalization, timeout = TIMEOUT_MS }: PageSessionOptions,
): Promise<PageSession> {
  const url = toSessionUrl(endpoint, request.url);
  // A page that the browser only fetches in advance is perhaps never seen.
  if (isInAdvance(request)) return withoutSession();
  const response = await withinTime(handler(toSessionRequest(request, url, { locale, finalization })), timeout);
  const session: unknown = response?.ok ? await response.json() : undefined;
  if (!response || !isRecord(session)) return withoutSession();
  const headers = new Headers({ 'cache-control': 'private, no-store' });
  for (const cookie of response.headers.getSetCookie()) headers.append('set-cookie', cookie);
  return { session, html: `<script type="application/json">${toScriptText(session)}</script>`, headers };
}

const withoutSession = (): PageSession => ({ session: undefined, html: '', headers: new Headers() });

/** `purpose` and `x-moz` are of older browsers. */
const isInAdvance = ({ headers }: Request): boolean =>
  ['sec-purpose', 'purpose', 'x-moz'].some((name) => /prefetch|prerender/.test(headers.get(name) ?? ''));

function toSessionUrl(endpoint: string, page: string): URL {
  // The cookie is for the page's own origin.
  if (!/^\/(?![/\\])/.test(endpoint)) {
    throw new TypeError('`endpoint` must be the path of the mount, like “/klarna”, on the origin of the page.');
  }
  const url = new URL(endpoint, page);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/session`;
  return url;
}

function toSessionRequest(
  request: Request,
  url: URL,
  { locale, finalization }: Pick<PageSessionOptions, 'locale' | 'finalization'>,
): Request {
  const headers = new Headers([...request.headers].filter(([name]) => !PAGE_HEADERS.test(name)));
  headers.set('content-type', 'application/json');
  const body = { ...(locale && { locale }), ...(finalization === 'manual' && { finalize: finalization }) };
  return new Request(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function withinTime(answer: Promise<Response>, ms: number): Promise<Response | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** JSON that no parser of HTML takes for a tag or a comment. */
const toScriptText = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
