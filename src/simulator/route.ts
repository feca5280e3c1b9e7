/** A table of method, path pattern and what answers. `{name}` in a pattern stands for one segment. */
import type { Exchange } from './state/exchanges.ts';

export interface Call {
  request: Request;
  url: URL;
  params: Readonly<Record<string, string>>;
  /** Where it is written down, if it is. */
  exchange?: Exchange;
}

export type Answer = (call: Call) => Response | Promise<Response>;

export interface Route<Target = Answer> {
  method: string;
  pattern: RegExp;
  target: Target;
}

export const route = <Target>(method: string, path: string, target: Target): Route<Target> => ({
  method,
  pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
  target,
});

/** A doubled and a trailing slash are served the same, as recorded. */
export const normalisePath = (pathname: string): string => pathname.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');

interface Match<Target> {
  target: Target;
  params: Record<string, string>;
}

/** `'method'` when the path is known and the method is not; undefined when nothing fits. */
export function findRoute<Target>(
  routes: readonly Route<Target>[],
  method: string,
  pathname: string,
): Match<Target> | 'method' | undefined {
  const path = normalisePath(pathname);
  let knowsPath = false;
  for (const { method: allowed, pattern, target } of routes) {
    const found = pattern.exec(path);
    if (!found) continue;
    knowsPath = true;
    if (allowed === method || (allowed === 'GET' && method === 'HEAD')) return { target, params: { ...found.groups } };
  }
  return knowsPath ? 'method' : undefined;
}
