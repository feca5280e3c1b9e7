import type { HandlerConfig } from './config.ts';
import type { RouteMatch } from './router.ts';

/** One request on its route, with the place of the mount as the outside sees it. */
export interface RequestContext {
  config: HandlerConfig;
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
