/** One request on its route, with the place of the mount as the outside sees it. */
import { Refusal } from './refusal.ts';
import type { RouteMatch } from './routes.ts';
import type { Settings } from './settings.ts';

export interface Visit {
  settings: Settings;
  request: Request;
  /** The address of the mount for Klarna and for the browser, without a slash at the end. */
  mountUrl: string;
}

export function createVisit(settings: Settings, request: Request, route: RouteMatch): Visit {
  return { settings, request, mountUrl: settings.publicUrl ?? new URL(request.url).origin + route.mount };
}

/** Purpose of the seal in callback URLs. */
export const CALLBACK_SEAL = 'callback';

/**
 * The address that Klarna calls when the shopper is approved. The seal in it is what tells Klarna from others: the
 * callback carries no signature. It is made before the session has an id, so it holds only the time of its making.
 *
 * @throws {Refusal} 500 where Klarna could not call it
 */
export async function authorizationUrl({ settings, mountUrl }: Visit): Promise<string> {
  if (settings.environment === 'production' && !mountUrl.startsWith('https:')) {
    throw new Refusal(500, {
      code: 'configuration',
      reason: 'public-url',
      message: 'Klarna calls back over TLS only, and this request came over http. Behind a proxy, set `publicUrl`.',
    });
  }
  const seal = await settings.sealer.seal(CALLBACK_SEAL, { made: Date.now() });
  return `${mountUrl}/callback/${seal}/authorization`;
}
