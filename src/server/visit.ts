import type { RouteMatch } from './routes.ts';
import type { Settings } from './settings.ts';

/** One request on its route, with the place of the mount as the outside sees it. */
export interface Visit {
  settings: Settings;
  request: Request;
  route: RouteMatch;
  /** The address of the mount for Klarna and for the browser, without a slash at the end. */
  mountUrl: string;
}

export const createVisit = (settings: Settings, request: Request, origin: string, route: RouteMatch): Visit => ({
  settings,
  request,
  route,
  mountUrl: settings.publicUrl ?? origin + route.mount,
});
