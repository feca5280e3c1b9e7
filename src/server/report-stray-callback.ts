import type { HandlerConfig } from './config.ts';
import { toMountId } from './request-context.ts';
import { matchRoute } from './router.ts';

/**
 * With `basePath` the handler answers a callback under any other path with 404. Klarna tells nobody about that, so the
 * handler reports it. Only a URL that this mount has made counts, because a scanner's guess is not a mistake of the shop.
 */
export async function reportStrayCallback(config: HandlerConfig, request: Request): Promise<void> {
  const { basePath, publicUrl, callbackTokens, reportOnce } = config;
  if (basePath === undefined) return;
  const { pathname, origin } = new URL(request.url);
  const stray = matchRoute(pathname);
  if (stray?.callbackToken === undefined || stray.mount === basePath) return;
  const made = await callbackTokens.open(stray.callbackToken);
  if (made !== toMountId(config, publicUrl ?? origin + basePath)) return;
  const message = `Klarna’s callback arrived under “${stray.mount || '/'}”, and \`basePath\` is “${basePath || '/'}”: it was answered 404, and Klarna gives up after three times. Let your proxy and your framework pass callbacks on under the path of the page’s requests, or leave out \`basePath\`.`;
  reportOnce('stray-callback', message, request);
}
