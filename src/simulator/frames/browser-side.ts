import type { SdkAge } from '../browser/sdk/types.ts';
import { KlarnaError } from '../klarna-error.ts';
import { type Call, findRoute } from '../route.ts';
import type { State } from '../state/state.ts';
import { notFound } from './assets.ts';
import { frameRoutes } from './routes.ts';

/** Everything for shoppers' browsers, as a function. What is posted is written down; what is only fetched is not. */
export function createBrowserSide(state: State, originOf: (request: Request) => string, sdk: SdkAge) {
  const routes = frameRoutes(state, originOf, sdk);

  async function serve(call: Omit<Call, 'params'>): Promise<Response> {
    const match = findRoute(routes, call.request.method, call.url.pathname);
    if (match === undefined) return notFound();
    if (match === 'method') return new Response('Method not allowed.\n', { status: 405 });
    try {
      return await match.target({ ...call, params: match.params });
    } catch (error) {
      // Only a body that is not JSON comes here: the flow answers the SDK with a result.
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
