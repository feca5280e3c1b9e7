/** Which route a path is. The mount is whatever stands before it, so the handler works under any. */
export type RouteName = 'session' | 'order';

export interface RouteMatch {
  name: RouteName;
  /** The path before the route, without a slash at its end: '' at the root. */
  mount: string;
}

export const ROUTE_METHODS: Record<RouteName, 'GET' | 'POST'> = { session: 'POST', order: 'POST' };

const ROUTE = /^(.*)\/(session|order)\/?$/;

/** @param basePath where given, the only mount that counts */
export function matchRoute(pathname: string, basePath?: string): RouteMatch | undefined {
  const [, mount = '', name] = ROUTE.exec(pathname) ?? [];
  if (!name || (basePath !== undefined && mount !== basePath)) return undefined;
  return { name: name as RouteName, mount };
}
