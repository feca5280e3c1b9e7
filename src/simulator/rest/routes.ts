/** Klarna's REST API: which call does what. What may be asked and answered is decided in `flow/` and `checks/`. */
import { cancelAuthorization } from '../flow/authorizations.ts';
import { placeOrder } from '../flow/orders.ts';
import { readOrder } from '../flow/read-order.ts';
import { createSession, readSession, updateSession } from '../flow/sessions.ts';
import { readJsonBody } from '../read-body.ts';
import { type Call, type Route, route } from '../route.ts';
import type { State } from '../state/state.ts';
import { json, noContent } from './replies.ts';

/** What an operation gives back: a body for 200, or undefined for 204. */
type Operation = (call: Call) => unknown;

export function restRoutes(state: State, originOf: (request: Request) => string): Route[] {
  const operation = (method: string, path: string, run: Operation): Route =>
    route(method, path, async (call) => {
      const body = await run(call);
      const correlation_id = state.ids.uuid();
      return body === undefined ? noContent(correlation_id) : json(correlation_id, body);
    });
  const id = ({ params }: Call) => params.id ?? '';

  return [
    operation('POST', '/payments/v1/sessions', async ({ request }) =>
      createSession(state, await readJsonBody(request), originOf(request)),
    ),
    operation('GET', '/payments/v1/sessions/{id}', (call) => readSession(state, id(call))),
    operation('POST', '/payments/v1/sessions/{id}', async (call) =>
      updateSession(state, id(call), await readJsonBody(call.request)),
    ),
    operation('POST', '/payments/v1/authorizations/{id}/order', async (call) =>
      placeOrder(state, id(call), await readJsonBody(call.request)),
    ),
    operation('DELETE', '/payments/v1/authorizations/{id}', (call) => cancelAuthorization(state, id(call))),
    operation('GET', '/ordermanagement/v1/orders/{id}', (call) => readOrder(state, id(call))),
  ];
}
