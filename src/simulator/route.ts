/** A table of method, path pattern and target. `{name}` in a pattern stands for one segment. */
import type { Exchange } from './state/exchanges.ts';

export interface Call {
  request: Request;
  url: URL;
  params: Readonly<Record<string, string>>;
  /** The record of this request, if it is recorded. */
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

/** Doubled and trailing slashes make no difference (recorded). */
export const normalisePath = (pathname: string): string => pathname.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');

interface Match<Target> {
  target: Target;
  params: Record<string, string>;
}

/** `'method'` if the path is known and the method is not; undefined if no path matches. */
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
