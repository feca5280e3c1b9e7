/** Finds the route of a path. The mount is the part before the route, so the handler works under any mount. */
type RouteName = 'session' | 'order' | 'outcome' | 'cancel' | 'authorization' | 'notification';

export interface RouteMatch {
  name: RouteName;
  /** The path before the route, without a slash at its end: '' at the root. */
  mount: string;
  /** The part `:seal` of `/callback/:seal/…`. Undefined for the routes of the shopper's browser. */
  callbackToken: string | undefined;
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

/** @param basePath if given, the only mount that counts */
export function matchRoute(pathname: string, basePath?: string): RouteMatch | undefined {
  const [, mount = '', callbackToken, callback, own] = ROUTE.exec(pathname) ?? [];
  const name = callback ?? own;
  if (!name || (basePath !== undefined && mount !== basePath)) return undefined;
  return { name: name as RouteName, mount, callbackToken };
}

export const isCallback = ({ callbackToken }: RouteMatch): boolean => callbackToken !== undefined;
