import { KlarnaError } from '../klarna-error.ts';
import { findRoute } from '../route.ts';
import type { State } from '../state/state.ts';
import { notFound } from './assets.ts';
import { frameRoutes } from './routes.ts';

/** Everything but the REST API, as a function. */
export function createBrowserSide(state: State, originOf: (request: Request) => string) {
  const routes = frameRoutes(state, originOf);

  return async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const match = findRoute(routes, request.method, url.pathname);
    if (match === undefined) return notFound();
    if (match === 'method') return new Response('Method not allowed.\n', { status: 405 });
    try {
      return await match.answer({ request, url, params: match.params });
    } catch (error) {
      // Only a body that is not JSON comes here: the flow answers the SDK with a result.
      if (error instanceof KlarnaError) return new Response(`${error.message}\n`, { status: error.status });
      throw error;
    }
  };
}
