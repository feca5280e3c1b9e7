import type { HandlerConfig } from '../config.ts';
import { toMountId } from '../request-context.ts';
import { matchRoute } from '../router.ts';

/**
 * With `basePath` a callback under any other path is 404. Klarna tells nobody, so the handler does. Only an address that this
 * mount has made counts: a scanner's guess is no mistake of the shop.
 */
export async function reportStrayCallback(config: HandlerConfig, request: Request): Promise<void> {
  const { basePath, publicUrl, callbackToken, reportOnce } = config;
  if (basePath === undefined) return;
  const { pathname, origin } = new URL(request.url);
  const stray = matchRoute(pathname);
  if (stray?.seal === undefined || stray.mount === basePath) return;
  const made = await callbackToken.open(stray.seal);
  if (made !== toMountId(config, publicUrl ?? origin + basePath)) return;
  const message = `Klarna’s callback arrived under “${stray.mount || '/'}”, and \`basePath\` is “${basePath || '/'}”: it was answered 404, and Klarna gives up after three times. Let your proxy and your framework hand callbacks on under the path of the page’s requests, or leave \`basePath\` out.`;
  reportOnce('stray-callback', message, request);
}
