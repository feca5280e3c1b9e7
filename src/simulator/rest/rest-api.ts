import { KlarnaError } from '../klarna-error.ts';
import { findRoute, normalisePath } from '../route.ts';
import type { State } from '../state/state.ts';
import { type Credentials, isAuthorized, unauthorized } from './credentials.ts';
import { refusal } from './replies.ts';
import { restRoutes } from './routes.ts';

const REST = /^\/(payments|ordermanagement|customer-token)\//;

export const isRestPath = (pathname: string): boolean => REST.test(`${normalisePath(pathname)}/`);

/** Klarna's REST API as a function. Credentials are asked first, as by the gateway; what a path answers comes after. */
export function createRestApi(state: State, credentials: Credentials, originOf: (request: Request) => string) {
  const routes = restRoutes(state, originOf);

  return async (request: Request): Promise<Response> => {
    if (!isAuthorized(request, credentials)) return unauthorized();
    const url = new URL(request.url);
    const match = findRoute(routes, request.method, url.pathname);
    try {
      if (match === undefined) throw new KlarnaError(404, 'NOT_FOUND');
      if (match === 'method') throw new KlarnaError(405, 'METHOD_NOT_ALLOWED');
      return await match.answer({ request, url, params: match.params });
    } catch (error) {
      if (error instanceof KlarnaError) return refusal(state.ids.uuid(), error);
      throw error;
    }
  };
}
