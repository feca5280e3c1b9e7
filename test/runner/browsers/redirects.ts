/**
 * An endpoint of the browser tests' server that redirects: `/redirects/<status>/<where>/session`. `slash` adds one, and a
 * GET is no method there; `login` is a page; `elsewhere` is the same page of another origin.
 */
import type { TestRunnerConfig } from '@web/test-runner';

type Middleware = NonNullable<TestRunnerConfig['middleware']>[number];

const ROUTE = /^\/redirects\/(\d+)\/(slash|login|elsewhere)\/\w+$/;

export function redirects(): Middleware {
  return (context, next) => {
    const { path, method, host } = context;
    if (!path.startsWith('/redirects/')) return next();
    const [, status, where] = ROUTE.exec(path) ?? [];
    if (status === undefined) {
      const isSession = method === 'POST' && path.endsWith('/session/');
      context.status = isSession || path.endsWith('/login') ? 200 : 405;
      context.body = isSession ? SESSION : '<h1>Log in</h1>';
      return;
    }
    const login = '/redirects/login?next=secret';
    const elsewhere = `http://${host.replace('localhost', '127.0.0.1')}${login}`;
    context.status = Number(status);
    context.set('location', { slash: `${path}/`, login, elsewhere }[where as 'slash' | 'login' | 'elsewhere']);
  };
}

const SESSION = { client_token: 'head.claims.signature', session_id: 'after-307', payment_method_categories: [] };
