import { KlarnaError } from '../klarna-error.ts';
import { readJsonBody } from '../read-body.ts';
import { type Call, findRoute, normalisePath } from '../route.ts';
import { type Exchange, keepJson } from '../state/exchanges.ts';
import type { Reply } from '../state/records.ts';
import type { State } from '../state/state.ts';
import { type Credentials, findMerchant } from './credentials.ts';
import { badRequest, rateLimited, unauthorized } from './gateway.ts';
import { onlyOnce } from './idempotency.ts';
import type { Operation } from './operation.ts';
import { performStep } from './perform-step.ts';
import { createRateLimit, rateHeaders } from './rate-limit.ts';
import { refusal, toResponse, toText } from './replies.ts';
import { restRoutes } from './routes.ts';
import { sessionOf } from './session-of.ts';

const REST = /^\/(payments|ordermanagement|customer-token)\//;

/** The gateway refuses a path with any other text in place of an order id. */
const ORDER_ID = /^[\w-]{1,64}$/;

/**
 * Klarna's reading of a UUID: any version digit, and groups may be short (recorded: eleven digits in the last group are
 * looked up).
 */
const UUID = /^[\da-f]{1,8}(-[\da-f]{1,4}){3}-[\da-f]{1,12}$/i;

/** @throws {KlarnaError} the documented error; its status is not documented */
function requireUuid(order_id: string): void {
  if (!UUID.test(order_id)) throw new KlarnaError(400, 'INVALID_ORDER_ID', ['Order ID must be a valid UUID.']);
}

export const isRestPath = (pathname: string): boolean => REST.test(`${normalisePath(pathname)}/`);

interface RestSettings {
  credentials: Credentials;
  /** Klarna's limits of calls a second. */
  rate_limit: boolean;
  originOf: (request: Request) => string;
}

/** Klarna's REST API as a function. The gateway checks credentials and rates first, then the path's route answers. */
export function createRestApi(state: State, { credentials, rate_limit, originOf }: RestSettings) {
  const routes = restRoutes(state, originOf);
  const limit = rate_limit ? createRateLimit(state.now) : undefined;

  async function answer(operation: Operation, call: Call): Promise<Response> {
    const { exchange, request, url } = call;
    const body = operation.takesBody ? await readJsonBody(request, exchange) : {};
    const run = () => operation.run({ ...call, body });
    return send(call, operation.isIdempotent ? onlyOnce(state, request, normalisePath(url.pathname), run) : run());
  }

  function send({ exchange }: Pick<Call, 'exchange'>, reply: Reply): Response {
    const correlation_id = state.ids.uuid();
    const text = toText(reply, correlation_id);
    if (exchange) exchange.correlation_id = correlation_id;
    if (exchange && text !== undefined) exchange.answered = keepJson(text);
    return toResponse(reply, text, correlation_id);
  }

  async function serve(request: Request, exchange: Exchange): Promise<Response> {
    const merchant = findMerchant(request, credentials);
    if (merchant === undefined) return unauthorized();
    const url = new URL(request.url);
    const match = findRoute(routes, request.method, url.pathname);
    const operation = typeof match === 'object' ? match.target : undefined;
    if (operation) exchange.call = operation.name;
    if (limit === undefined) return serveMatch(request, url, match, exchange);
    const allowance = limit(merchant, operation?.name);
    if (allowance.remaining < 0) return rateLimited(allowance);
    const response = await serveMatch(request, url, match, exchange);
    for (const [name, value] of Object.entries(rateHeaders(allowance))) response.headers.set(name, value);
    return response;
  }

  async function serveMatch(
    request: Request,
    url: URL,
    match: ReturnType<typeof findRoute<Operation>>,
    exchange: Exchange,
  ): Promise<Response> {
    try {
      if (match === undefined) throw new KlarnaError(404, 'NOT_FOUND');
      if (match === 'method') throw new KlarnaError(405, 'METHOD_NOT_ALLOWED');
      const { params, target } = match;
      if (params.order_id !== undefined && !ORDER_ID.test(params.order_id)) return badRequest();
      if (params.order_id !== undefined) requireUuid(params.order_id);
      const call: Call = { request, url, params, exchange };
      const step = state.script.takeForCall(target.name, sessionOf(state, params));
      if (step === undefined) return await answer(target, call);
      return await performStep(state, step, () => answer(target, call).catch((error) => refuse(exchange, error)));
    } catch (error) {
      return refuse(exchange, error);
    }
  }

  function refuse(exchange: Exchange, error: unknown): Response {
    if (error instanceof KlarnaError) return send({ exchange }, refusal(error));
    throw error;
  }

  return async (request: Request): Promise<Response> => {
    const { method } = request;
    const path = new URL(request.url).pathname;
    try {
      return await state.exchanges.record({ from: 'merchant', at: state.now(), method, path }, (exchange) =>
        serve(request, exchange),
      );
    } finally {
      state.changes.notify();
    }
  };
}
