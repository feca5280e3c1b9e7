import { HttpError } from '../http/http-error.ts';

/** 409: the session has its order. `cause` goes to `onError`, because the shop then has to act. */
export const alreadyPlaced = (
  message: string,
  { cause, correlation_id }: { cause?: Error; correlation_id?: string | undefined },
): HttpError =>
  new HttpError(409, { code: 'order', reason: 'already-placed', message, correlation_id }, cause ? { cause } : {});

/** The same, if Klarna says that another authorization of the session made the order. */
export class OtherOrderError extends HttpError {}

/** The same, if Klarna has made another order from a token that belongs to another session. */
export function strayOrder(session_id: string, order_id: string): HttpError {
  const stray = `Order ${order_id} was placed with an authorization that does not belong to session ${session_id}, and was not saved. Cancel it.`;
  return alreadyPlaced('This session has another order.', { cause: new Error(stray) });
}
