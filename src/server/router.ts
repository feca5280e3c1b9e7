/** Which route a path is. The mount is whatever stands before it, so the handler works under any. */
export type RouteName = 'session' | 'order' | 'outcome' | 'cancel' | 'authorization' | 'notification';

export interface RouteMatch {
  name: RouteName;
  /** The path before the route, without a slash at its end: '' at the root. */
  mount: string;
  /** Of Klarna's callbacks only: the shopper's routes have none. */
  seal: string | undefined;
}

export const ROUTE_METHODS: Record<RouteName, 'GET' | 'POST'> = {
  session: 'POST',
  order: 'POST',
  outcome: 'GET',
  cancel: 'POST',
  authorization: 'POST',
  notification: 'POST',
};

const ROUTE = /^(.*?)\/(?:callback\/([\w-]+)\/(authorization|notification)|(session|order|outcome|cancel))\/?$/;

/** @param basePath where given, the only mount that counts */
export function matchRoute(pathname: string, basePath?: string): RouteMatch | undefined {
  const [, mount = '', seal, callback, own] = ROUTE.exec(pathname) ?? [];
  const name = callback ?? own;
  if (!name || (basePath !== undefined && mount !== basePath)) return undefined;
  return { name: name as RouteName, mount, seal };
}
