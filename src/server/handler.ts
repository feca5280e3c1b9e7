/** The merchant's server handler as one function from `Request` to `Response`. */

import { type HandlerConfig, resolveConfig } from './config.ts';
import { answerPreflight, isPreflight, withCors } from './http/cors.ts';
import { HttpError } from './http/http-error.ts';
import { requireSameOrigin } from './http/same-origin.ts';
import type { KlarnaHandlerOptions } from './options.ts';
import { reportStrayCallback } from './report-stray-callback.ts';
import { createContext, type RequestContext } from './request-context.ts';
import { isCallback, matchRoute, ROUTE_METHODS, type RouteMatch } from './router.ts';
import { authorizationCallback, notificationCallback } from './routes/callbacks.ts';
import { cancelRoute } from './routes/cancel.ts';
import { orderRoute } from './routes/order.ts';
import { outcomeRoute } from './routes/outcome.ts';
import { sessionRoute } from './routes/session.ts';

export type KlarnaHandler = (request: Request) => Promise<Response>;

const ROUTES: Record<RouteMatch['name'], (context: RequestContext) => Promise<Response>> = {
  session: sessionRoute,
  order: orderRoute,
  outcome: outcomeRoute,
  cancel: cancelRoute,
  authorization: authorizationCallback,
  notification: notificationCallback,
};

function findRoute(request: Request, pathname: string, basePath: string | undefined): RouteMatch {
  const route = matchRoute(pathname, basePath);
  if (!route) {
    throw new HttpError(404, {
      code: 'configuration',
      reason: 'not-found',
      message: 'No such route. The element’s `endpoint` must be the path where the handler is mounted.',
    });
  }
  const allow = ROUTE_METHODS[route.name];
  if (request.method !== allow && (isCallback(route) || !isPreflight(request))) {
    const message = `This route accepts ${allow} only.`;
    throw new HttpError(405, { code: 'configuration', reason: 'method', message }, { headers: { allow } });
  }
  return route;
}

async function answer(config: HandlerConfig, request: Request): Promise<Response> {
  const { pathname, origin } = new URL(request.url);
  await reportStrayCallback(config, request);
  const route = findRoute(request, pathname, config.basePath);
  const context = createContext(config, request, origin, route);
  if (!isCallback(route)) {
    if (isPreflight(request)) return answerPreflight(request, config.origins, ROUTE_METHODS[route.name]);
    // A script of a foreign page sends an `Origin` with its GET. A GET without one is not a script's.
    if (request.method === 'POST' || request.headers.has('origin')) {
      requireSameOrigin(request, config.publicOrigin, config.origins);
    }
  }
  return ROUTES[route.name](context);
}

/** Klarna has an order that the shop does not have. */
const merchantMustAct = ({ body, cause }: HttpError): boolean =>
  body.reason === 'already-placed' && cause !== undefined;

/** Any other error is a fault of this package or of the platform. Only `onError` gets its details. */
const normalizeError = (error: unknown): HttpError =>
  error instanceof HttpError
    ? error
    : new HttpError(
        500,
        { code: 'order', reason: 'internal', message: 'Something unexpected went wrong. Try again.' },
        { cause: error },
      );

/**
 * Creates the function that answers the element and Klarna's callbacks, under any mount. It keeps nothing between two
 * requests, so any number of processes may run it.
 *
 * @throws {TypeError} if an option is missing or wrong; the message says what to do
 * @example
 * const handler = createKlarnaHandler({ username, password, environment: 'playground', secret, getOrder, onOrder });
 * const response = await handler(request);
 */
export function createKlarnaHandler(options: KlarnaHandlerOptions): KlarnaHandler {
  const config = resolveConfig(options);
  const answerAlways = async (request: Request): Promise<Response> => {
    try {
      return await answer(config, request);
    } catch (error) {
      const httpError = normalizeError(error);
      // With a status below 500 the caller can act, so the merchant need not know.
      if (httpError.status >= 500 || merchantMustAct(httpError)) config.onError(httpError.cause ?? httpError, request);
      return httpError.toResponse();
    }
  };
  return async (request) => withCors(await answerAlways(request), request, config.origins);
}
