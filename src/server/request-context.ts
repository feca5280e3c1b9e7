import type { HandlerConfig } from './config.ts';
import type { RouteMatch } from './router.ts';

/** A request on its route, with the public address of the mount. */
export interface RequestContext {
  config: HandlerConfig;
  request: Request;
  route: RouteMatch;
  /** The address of the mount for Klarna and for the browser, without a slash at the end. */
  mountUrl: string;
  /**
   * Identifies this mount among all mounts of the shop, in the cookie and in callback tokens. With `basePath` the mounts
   * differ even if all have the same `publicUrl` by mistake.
   */
  mountId: string;
}

export function createContext(
  config: HandlerConfig,
  request: Request,
  origin: string,
  route: RouteMatch,
): RequestContext {
  const mountUrl = config.publicUrl ?? origin + route.mount;
  return { config, request, route, mountUrl, mountId: toMountId(config, mountUrl) };
}

export const toMountId = ({ basePath }: Pick<HandlerConfig, 'basePath'>, mountUrl: string): string =>
  basePath === undefined ? mountUrl : `${mountUrl} ${basePath}`;
