/**
 * CORS with credentials, for pages of other origins. The option `origins` names those pages. Without it, only pages of the
 * handler's own origin may use the handler.
 */
import { HttpError } from './http-error.ts';

/** A browser may keep the answer to a preflight for this time. Chromium keeps it for two hours at most. */
const PREFLIGHT_MAX_AGE_S = 7200;

/**
 * @param origins the option, as given
 * @throws {TypeError} that names the text that is not an origin
 */
export function readOrigins(origins: readonly string[] | undefined, production: boolean): ReadonlySet<string> {
  if (origins === undefined) return new Set();
  if (!Array.isArray(origins)) throw new TypeError("`origins` must be a list, like ['https://shop.example'].");
  return new Set(origins.map((text) => readOrigin(text, production)));
}

function readOrigin(text: unknown, production: boolean): string {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined;
  // Only an origin. Browsers refuse `*` with credentials, and the `Origin` header of a page never has a path.
  if (!url || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`) {
    throw new TypeError(
      `\`origins\` must name whole origins, like https://shop.example, and not ${JSON.stringify(text)}.`,
    );
  }
  if (production && url.protocol !== 'https:') {
    throw new TypeError(
      '`origins` must begin with https:// in production: without TLS, anybody on the network path can change the page.',
    );
  }
  return url.origin;
}

/** The page's origin if the shop allows it. */
export function allowedOrigin({ headers }: Request, origins: ReadonlySet<string>): string | undefined {
  const origin = headers.get('origin');
  return origin !== null && origins.has(origin) ? origin : undefined;
}

/** Browsers send a preflight before a page may send JSON, cookies or its own headers to another origin. */
export const isPreflight = ({ method, headers }: Request): boolean =>
  method === 'OPTIONS' && headers.has('origin') && headers.has('access-control-request-method');

/**
 * @param method the method of the route
 * @throws {HttpError} 403 if the page's origin is not allowed
 */
export function answerPreflight(request: Request, origins: ReadonlySet<string>, method: string): Response {
  if (allowedOrigin(request, origins) === undefined) throw foreignPage(request);
  // A page of an allowed origin may send any headers of its own, such as a CSRF token.
  const wanted = request.headers.get('access-control-request-headers');
  const headers = new Headers({
    'access-control-allow-methods': method,
    'access-control-max-age': String(PREFLIGHT_MAX_AGE_S),
  });
  if (wanted !== null) headers.set('access-control-allow-headers', wanted);
  return new Response(null, { status: 204, headers });
}

/** The message names the option that is missing. Browsers show it to developers only. */
export const foreignPage = ({ headers }: Request): HttpError =>
  new HttpError(403, {
    code: 'configuration',
    reason: 'cross-site',
    message: `Only the shop’s own pages may call this route. Behind a proxy that changes the host, set \`publicUrl\`. If the shop's pages have another origin, name it in \`origins\` of createKlarnaHandler; this page's is ${headers.get('origin') ?? 'not known'}.`,
  });

/** Lets an allowed page read the answer, also if it is an error. */
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
 * Browsers do not send a `Lax` cookie from a page of another site. `Partitioned` (CHIPS) gives each embedding site its own
 * cookie, so a page of a third site cannot send it.
 */
function shareCookies(headers: Headers): void {
  const cookies = headers.getSetCookie();
  headers.delete('set-cookie');
  for (const cookie of cookies) {
    const isSecure = /;\s*Secure(;|$)/i.test(cookie);
    headers.append('set-cookie', isSecure ? cookie.replace(/SameSite=Lax/i, 'SameSite=None; Partitioned') : cookie);
  }
}
