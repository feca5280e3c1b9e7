import { type Route, route } from '../route.ts';
import type { CallName } from '../script/step.ts';
import type { Reply } from '../state/records.ts';
import type { Operation, RestCall } from './operation.ts';
import { noContent, ok } from './replies.ts';

/** The named segments of a path. All are present if the path matches. */
type Params = Readonly<
  Record<'session_id' | 'authorization_token' | 'token_id' | 'order_id' | 'capture_id' | 'refund_id', string>
>;

type MatchedCall = RestCall & { params: Params };

const define = (
  method: string,
  path: string,
  name: CallName,
  run: (call: MatchedCall) => Reply,
  { takesBody = false, isIdempotent = false } = {},
): Route<Operation> =>
  route(method, path, { name, takesBody, isIdempotent, run: (call: RestCall) => run(call as MatchedCall) });

export const read = (path: string, name: CallName, run: (params: Params) => unknown): Route<Operation> =>
  define('GET', path, name, ({ params }) => ok(run(params)));

/**
 * Defines a route of the Payments API, which documents no idempotency key. A route that returns nothing answers 204.
 */
export const payments = (
  method: 'POST' | 'DELETE',
  path: string,
  name: CallName,
  run: (call: MatchedCall) => unknown,
): Route<Operation> => {
  const answer = (call: MatchedCall): Reply => {
    const body = run(call);
    return body === undefined ? noContent : ok(body);
  };
  return define(method, path, name, answer, { takesBody: method === 'POST' });
};

/** Defines a route of customer tokens or order management. It takes a body and honours an idempotency key. */
export const change = (
  method: 'POST' | 'PATCH',
  path: string,
  name: CallName,
  run: (call: MatchedCall) => Reply | undefined,
  takesBody = true,
): Route<Operation> => define(method, path, name, (call) => run(call) ?? noContent, { takesBody, isIdempotent: true });
