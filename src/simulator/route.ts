/** A table of method, path pattern and answer. `{name}` in a pattern stands for one segment. */
export interface Call {
  request: Request;
  url: URL;
  params: Readonly<Record<string, string>>;
}

export type Answer = (call: Call) => Response | Promise<Response>;

export interface Route {
  method: string;
  pattern: RegExp;
  answer: Answer;
}

export const route = (method: string, path: string, answer: Answer): Route => ({
  method,
  pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
  answer,
});

/** A doubled and a trailing slash are served the same, as recorded. */
export const normalisePath = (pathname: string): string => pathname.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');

export interface Match {
  answer: Answer;
  params: Record<string, string>;
}

/** `'method'` when the path is known and the method is not; undefined when nothing fits. */
export function findRoute(routes: readonly Route[], method: string, pathname: string): Match | 'method' | undefined {
  const path = normalisePath(pathname);
  let knowsPath = false;
  for (const { method: allowed, pattern, answer } of routes) {
    const found = pattern.exec(path);
    if (!found) continue;
    knowsPath = true;
    if (allowed === method || (allowed === 'GET' && method === 'HEAD')) return { answer, params: { ...found.groups } };
  }
  return knowsPath ? 'method' : undefined;
}
