import type { Settings } from './config.ts';
import type { RouteMatch } from './router.ts';

/** One request on its route, with the place of the mount as the outside sees it. */
export interface Visit {
  settings: Settings;
  request: Request;
  route: RouteMatch;
  /** The address of the mount for Klarna and for the browser, without a slash at the end. */
  mountUrl: string;
  /**
   * Tells this mount from the others of the shop, in its cookie and in its callback seals. With `basePath` the mounts differ even
   * if all were given one `publicUrl` by mistake.
   */
  mountId: string;
}

export function createVisit(settings: Settings, request: Request, origin: string, route: RouteMatch): Visit {
  const mountUrl = settings.publicUrl ?? origin + route.mount;
  return { settings, request, route, mountUrl, mountId: toMountId(settings, mountUrl) };
}

export const toMountId = ({ basePath }: Pick<Settings, 'basePath'>, mountUrl: string): string =>
  basePath === undefined ? mountUrl : `${mountUrl} ${basePath}`;
