import type { SdkAge } from '../browser/sdk/types.ts';
import { KlarnaError } from '../klarna-error.ts';
import { type Call, findRoute } from '../route.ts';
import type { State } from '../state/state.ts';
import { notFound } from './assets.ts';
import { frameRoutes } from './routes.ts';

/** Handles all requests of shoppers' browsers. It records POST requests and does not record GET requests. */
export function createBrowserSide(state: State, originOf: (request: Request) => string, sdk: SdkAge) {
  const routes = frameRoutes(state, originOf, sdk);

  async function serve(call: Omit<Call, 'params'>): Promise<Response> {
    const match = findRoute(routes, call.request.method, call.url.pathname);
    if (match === undefined) return notFound();
    if (match === 'method') return new Response('Method not allowed.\n', { status: 405 });
    try {
      return await match.target({ ...call, params: match.params });
    } catch (error) {
      // Only a body that is no JSON ends here. All other errors reach the SDK as a result.
      if (error instanceof KlarnaError) return new Response(`${error.message}\n`, { status: error.status });
      throw error;
    }
  }

  return async (request: Request): Promise<Response> => {
    const { method } = request;
    const url = new URL(request.url);
    if (method !== 'POST') return serve({ request, url });
    const path = url.pathname;
    try {
      return await state.exchanges.record({ from: 'browser', at: state.now(), method, path }, (exchange) =>
        serve({ request, url, exchange }),
      );
    } finally {
      state.changes.notify();
    }
  };
}
