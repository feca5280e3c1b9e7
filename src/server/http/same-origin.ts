/**
 * Checks that a POST comes from the shop's own pages. This is the second of two checks. The first one is the preflight: a
 * page of another site must pass it before it can send JSON with cookies. Only the option `origins` lets it pass. Callbacks
 * are not checked here, because they come from Klarna.
 */
import { allowedOrigin, foreignPage } from './cors.ts';

/** @param publicOrigin if unknown, the request's host counts, with any scheme: a proxy may have changed the scheme */
function isForeign(request: Request, publicOrigin: string | undefined): boolean {
  const site = request.headers.get('sec-fetch-site');
  // The browser writes this header, and pages cannot change it. 'none': the user typed the address.
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
