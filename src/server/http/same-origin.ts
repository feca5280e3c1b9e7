/**
 * Whether a POST comes from the shop's own pages. JSON with cookies cannot be sent across sites without a preflight,
 * which this handler grants to the `origins` of its options alone; this is the second lock. Callbacks are not asked: they come from Klarna.
 */
import { allowedOrigin, foreignPage } from './cors.ts';

/** @param publicOrigin where known; else the request's own host counts, whatever scheme a proxy made of it */
function isForeign(request: Request, publicOrigin: string | undefined): boolean {
  const site = request.headers.get('sec-fetch-site');
  // Written by the browser itself, where pages cannot reach it. 'none': typed by the user.
  if (site === 'same-origin' || site === 'none') return false;
  if (site === 'cross-site') return true;
  const origin = request.headers.get('origin');
  if (origin === null) return false;
  if (publicOrigin !== undefined && origin === publicOrigin) return false;
  return !URL.canParse(origin) || new URL(origin).host !== new URL(request.url).host;
}

/** @throws {HttpError} 403 */
export function requireSameOrigin(
  request: Request,
  publicOrigin: string | undefined,
  origins: ReadonlySet<string>,
): void {
  if (allowedOrigin(request, origins) === undefined && isForeign(request, publicOrigin)) throw foreignPage(request);
}
