/**
 * Pages of other origins that may use the handler (CORS with credentials). The option `origins` names them; without it the
 * handler answers pages of its own origin only.
 */
import { HttpError } from './http-error.ts';

/** Seconds that a browser may keep the answer to a preflight. Chromium keeps it for two hours at most. */
const PREFLIGHT_MAX_AGE = 7200;

/**
 * @param origins the option, as given
 * @throws {TypeError} that names what is no origin
 */
export function readOrigins(origins: readonly string[] | undefined, production: boolean): ReadonlySet<string> {
  if (origins === undefined) return new Set();
  if (!Array.isArray(origins)) throw new TypeError("`origins` must be a list, like ['https://shop.example'].");
  return new Set(origins.map((text) => readOrigin(text, production)));
}

function readOrigin(text: unknown, production: boolean): string {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined;
  // Nothing but an origin: neither `*`, which browsers refuse with credentials, nor a path, which no page can say.
  if (!url || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`) {
    throw new TypeError(
      `\`origins\` must name whole origins, like https://shop.example, and not ${JSON.stringify(text)}.`,
    );
  }
  if (production && url.protocol !== 'https:') {
    throw new TypeError(
      '`origins` must begin with https:// in production: anybody on the way can change a page without it.',
    );
  }
  return url.origin;
}

/** The page's origin if the shop allows it. */
export function allowedOrigin({ headers }: Request, origins: ReadonlySet<string>): string | undefined {
  const origin = headers.get('origin');
  return origin !== null && origins.has(origin) ? origin : undefined;
}

/** A browser asks before it sends JSON, cookies or a header of the page to another origin. */
export const isPreflight = ({ method, headers }: Request): boolean =>
  method === 'OPTIONS' && headers.has('origin') && headers.has('access-control-request-method');

/**
 * @param method that the route wants
 * @throws {HttpError} 403 if the page's origin is not allowed
 */
export function answerPreflight(request: Request, origins: ReadonlySet<string>, method: string): Response {
  if (allowedOrigin(request, origins) === undefined) throw foreignPage(request);
  // The page may send headers of its own, such as a CSRF token: an allowed origin may name any.
  const wanted = request.headers.get('access-control-request-headers');
  const headers = new Headers({
    'access-control-allow-methods': method,
    'access-control-max-age': String(PREFLIGHT_MAX_AGE),
  });
  if (wanted !== null) headers.set('access-control-allow-headers', wanted);
  return new Response(null, { status: 204, headers });
}

/** Says which option is missing. The browser shows it to nobody but the developer. */
export const foreignPage = ({ headers }: Request): HttpError =>
  new HttpError(403, {
    code: 'configuration',
    reason: 'cross-site',
    message: `Only pages of the shop itself may ask here. Behind a proxy that changes the host, set \`publicUrl\`. If the shop's pages have another origin, name it in \`origins\` of createKlarnaHandler; this page's is ${headers.get('origin') ?? 'not known'}.`,
  });

/** Lets an allowed page read an answer, also one that is an error. */
export function withCors(response: Response, request: Request, origins: ReadonlySet<string>): Response {
  if (origins.size === 0) return response;
  const { headers } = response;
  headers.append('vary', 'Origin, Access-Control-Request-Headers');
  const origin = allowedOrigin(request, origins);
  if (origin === undefined) return response;
  headers.set('access-control-allow-origin', origin);
  headers.set('access-control-allow-credentials', 'true');
  headers.set('access-control-expose-headers', 'Retry-After');
  if (request.headers.get('sec-fetch-site') === 'cross-site') shareCookies(headers);
  return response;
}

/**
 * A page of another site gets no `Lax` cookie back. `Partitioned` keeps such a cookie apart for each site that embeds the
 * endpoint (CHIPS), so pages of any other site cannot send it.
 */
function shareCookies(headers: Headers): void {
  const cookies = headers.getSetCookie();
  headers.delete('set-cookie');
  for (const cookie of cookies) {
    const isSecure = /;\s*Secure(;|$)/i.test(cookie);
    headers.append('set-cookie', isSecure ? cookie.replace(/SameSite=Lax/i, 'SameSite=None; Partitioned') : cookie);
  }
}
