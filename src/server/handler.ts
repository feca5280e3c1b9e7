/** The merchant's half as one function from `Request` to `Response`. */

import { readSettings, type Settings } from './config.ts';
import { answerPreflight, isPreflight, withCors } from './http/cors.ts';
import { Refusal } from './http/http-error.ts';
import { reportStrayCallback } from './http/report-stray-callback.ts';
import { refuseForeign } from './http/same-origin.ts';
import type { KlarnaHandlerOptions } from './options.ts';
import { createVisit, type Visit } from './request-context.ts';
import { matchRoute, ROUTE_METHODS, type RouteMatch } from './router.ts';
import { authorizationDoor, notificationDoor } from './routes/callbacks.ts';
import { cancelDoor } from './routes/cancel.ts';
import { orderDoor } from './routes/order.ts';
import { outcomeDoor } from './routes/outcome.ts';
import { openSession } from './session/open-session.ts';

export type KlarnaHandler = (request: Request) => Promise<Response>;

const ROUTES: Record<RouteMatch['name'], (visit: Visit) => Promise<Response>> = {
  session: openSession,
  order: orderDoor,
  outcome: outcomeDoor,
  cancel: cancelDoor,
  authorization: authorizationDoor,
  notification: notificationDoor,
};

function findRoute(request: Request, pathname: string, basePath: string | undefined): RouteMatch {
  const route = matchRoute(pathname, basePath);
  if (!route) {
    throw new Refusal(404, {
      code: 'configuration',
      reason: 'not-found',
      message: 'No such route. The element’s `endpoint` must be the path where the handler is mounted.',
    });
  }
  const allow = ROUTE_METHODS[route.name];
  if (request.method !== allow && (route.seal !== undefined || !isPreflight(request))) {
    const message = `This route wants ${allow}.`;
    throw new Refusal(405, { code: 'configuration', reason: 'method', message }, { headers: { allow } });
  }
  return route;
}

async function answer(settings: Settings, request: Request): Promise<Response> {
  const { pathname, origin } = new URL(request.url);
  await reportStrayCallback(settings, request);
  const route = findRoute(request, pathname, settings.basePath);
  const visit = createVisit(settings, request, origin, route);
  if (route.seal === undefined) {
    if (isPreflight(request)) return answerPreflight(request, settings.origins, ROUTE_METHODS[route.name]);
    // A GET without an `Origin` is no page's script.
    if (request.method === 'POST' || request.headers.has('origin')) {
      refuseForeign(request, settings.publicOrigin, settings.origins);
    }
  }
  return ROUTES[route.name](visit);
}

/** An order that is at Klarna and not in the shop. */
const isForTheShop = ({ body, cause }: Refusal): boolean => body.reason === 'already-placed' && cause !== undefined;

/** Whatever is not one of our refusals is a fault of this package or of the platform: told to `onError` alone. */
const toAnyRefusal = (error: unknown): Refusal =>
  error instanceof Refusal
    ? error
    : new Refusal(
        500,
        { code: 'order', reason: 'internal', message: 'Something unexpected went wrong. Try again.' },
        { cause: error },
      );

/**
 * A function that answers the element's endpoint and Klarna's callbacks under any mount. It keeps nothing between two
 * requests: run as many as you like.
 *
 * @throws {TypeError} where an option is missing or wrong; the message says what to do
 * @example
 * const handler = createKlarnaHandler({ username, password, environment: 'playground', secret, getOrder, onOrder });
 * const response = await handler(request);
 */
export function createKlarnaHandler(options: KlarnaHandlerOptions): KlarnaHandler {
  const settings = readSettings(options);
  const answerAlways = async (request: Request): Promise<Response> => {
    try {
      return await answer(settings, request);
    } catch (error) {
      const refusal = toAnyRefusal(error);
      // Below 500 the shopper, or whoever asked, can act. Where the shop has something to mend, there is a cause.
      if (refusal.status >= 500 || isForTheShop(refusal)) settings.onError(refusal.cause ?? refusal, request);
      return refusal.toResponse();
    }
  };
  return async (request) => withCors(await answerAlways(request), request, settings.origins);
}
