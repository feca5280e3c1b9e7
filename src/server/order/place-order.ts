/**
 * Where every door meets: from an approval to the one order that exists, however often and from wherever it is asked.
 *
 * The session is read back, and the order repeats it. Klarna answers a repeat with the same order, so there is nothing
 * to remember here, and any number of processes may do this for the same approval at the same time.
 */
import type { CustomerTokenCreated } from '../../klarna/customer-token.ts';
import type { OrderCreated, SessionRead } from '../../klarna/types.ts';
import type { HandlerConfig } from '../config.ts';
import { HttpError } from '../http/http-error.ts';
import { isAboutRequest, toHttpError, withKlarnaErrors } from '../http/klarna-error.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import type { OrderContext } from '../options.ts';
import { saveOrder } from '../shop.ts';
import { cancelAuthorization } from './cancel-authorization.ts';
import { cancelCustomerToken } from './cancel-customer-token.ts';
import { createCustomerToken } from './create-customer-token.ts';
import { toOrderRequest } from './order-request.ts';
import { findAcceptedOrder, findSavedOrder, requireAccepted } from './saved-order.ts';

export interface Authorization {
  session_id: string;
  authorization_token: string;
  session: SessionRead;
  /**
   * Whether the token, or the shopper's cookie, is known to belong to the session. If not, only Klarna's own answer to
   * the token counts: a session's id alone must not tell anybody its order.
   */
  belongsToSession: boolean;
  /** The order of this session, if the shopper's cookie has it: the shop's database may not find it yet. */
  placed?: OrderCreated | undefined;
  door: OrderContext['door'];
  request: Request;
}

/**
 * Klarna's words for "this approval, or this session, has its order already". Of an approval that is not known to be the
 * session's they say nothing about the session.
 */
const isAlreadyOrdered = (error: KlarnaApiError): boolean =>
  error.error_code === 'SESSION_COMPLETED' ||
  error.error_messages.some((message) => /already (?:been )?(?:consumed|completed)/i.test(message));

/** Every door sends the same body for a session: with another body the approval has become another session's order. */
const hasOtherBody = (error: KlarnaApiError): boolean =>
  error.error_messages.some((message) => /different request body/i.test(message));

/** What an approval became: an order, a customer token, or both, as the session's intent says. */
export interface PlaceOrderResult extends Partial<OrderCreated> {
  customer_token?: CustomerTokenCreated;
}

/**
 * The customer token comes before the order: Klarna's guides ask for it, and the order uses the approval up.
 *
 * @throws {HttpError} the answer for the browser
 */
export async function placeOrder(config: HandlerConfig, authorization: Authorization): Promise<PlaceOrderResult> {
  const { intent = 'buy' } = authorization.session;
  if (intent === 'buy') return buy(config, authorization);
  const customer_token = await createCustomerToken(config, authorization);
  const { redirect_url } = customer_token ?? {};
  if (intent === 'tokenize')
    return { ...(redirect_url && { redirect_url }), ...(customer_token && { customer_token }) };
  try {
    return { ...(await buy(config, authorization, customer_token)), ...(customer_token && { customer_token }) };
  } catch (error) {
    const isOver = authorization.session.status !== 'complete' && becomesNoOrder(error);
    if (customer_token && isOver && !(await isComplete(config, authorization.session_id)))
      await cancelCustomerToken(config, customer_token.token_id, authorization.request);
    throw error;
  }
}

/** Declined, expired, cancelled or replaced: the shopper is approved again, which makes another customer token. */
const becomesNoOrder = (error: unknown): boolean =>
  error instanceof HttpError && (error.body.code === 'authorization' || error.body.code === 'cart-changed');

/**
 * Klarna answers the approval of an order, and no other of its session, with that order again (recorded).
 *
 * @param placed the session's order
 */
export async function becameOrder(
  config: HandlerConfig,
  { authorization_token, session, session_id }: Pick<Authorization, 'authorization_token' | 'session' | 'session_id'>,
  placed: PlaceOrderResult | undefined,
): Promise<boolean> {
  let order_id: string;
  try {
    ({ order_id } = await config.api.createOrder(authorization_token, toOrderRequest(session)));
  } catch (error) {
    if (!(error instanceof KlarnaApiError)) throw error;
    if (error.retryable) throw toHttpError(error, 'order');
    return false;
  }
  if (order_id !== placed?.order_id) throw strayOrder(session_id, order_id);
  return true;
}

async function buy(
  config: HandlerConfig,
  authorization: Authorization,
  customer_token?: CustomerTokenCreated,
): Promise<OrderCreated> {
  const { session_id, authorization_token, session, belongsToSession, door, request } = authorization;
  if (belongsToSession && session.status === 'complete') {
    const saved = await findAcceptedOrder(config, authorization);
    if (saved) return saved;
  }
  const order = toOrderRequest(session);
  let created: OrderCreated;
  try {
    created = await config.api.createOrder(authorization_token, order);
  } catch (error) {
    if (error instanceof KlarnaApiError) return recoverOrder(config, authorization, error);
    throw error;
  }
  if (!belongsToSession && session.status === 'complete') {
    const known = await findSameOrder(config, authorization, created);
    if (known) return known;
  }
  const context = { session_id, session, order, door, request, ...(customer_token && { customer_token }) };
  await saveOrder(config, created, context);
  return created;
}

/**
 * The order as the shop has saved it, where Klarna has answered with the same one again: what became of it since is the
 * shop's to know, and so is the cart by now. A session has one order; another one beside it was made of an approval that is
 * not the session's.
 */
async function findSameOrder(
  config: HandlerConfig,
  authorization: Authorization,
  { order_id }: OrderCreated,
): Promise<OrderCreated | undefined> {
  const { session_id } = authorization;
  const known = await findSavedOrder(config, authorization);
  if (known === undefined) return undefined;
  if (known.order_id === order_id) return requireAccepted(known);
  throw strayOrder(session_id, order_id);
}

function strayOrder(session_id: string, order_id: string): HttpError {
  const stray = `Order ${order_id} was placed with an approval that is not of session ${session_id}, and was not saved. Cancel it.`;
  return alreadyPlaced('This session has another order.', { cause: new Error(stray) });
}

/**
 * The order that another door placed, after Klarna refused to place it here. A token that has just become unknown may
 * have been spent in this moment, so the session is asked again before the shopper is told that it expired.
 */
async function recoverOrder(
  config: HandlerConfig,
  authorization: Authorization,
  refused: KlarnaApiError,
): Promise<OrderCreated> {
  const { session_id } = authorization;
  // Nothing is known yet, or nothing ever will be with these credentials.
  if (refused.retryable || refused.status === 401) throw toHttpError(refused, 'order');
  const { belongsToSession } = authorization;
  const spent = belongsToSession
    ? isAlreadyOrdered(refused) ||
      authorization.session.status === 'complete' ||
      (refused.status === 404 && (await isComplete(config, session_id)))
    : isAlreadyOrdered(refused) && !hasOtherBody(refused);
  if (!spent) {
    // 409: Klarna holds something else than was approved. Another 4xx about the request: a repeat is the same body. In both
    // cases the approval is of no use to anybody.
    if (refused.status === 409 || isAboutRequest(refused))
      await cancelAuthorization(config, authorization.authorization_token, authorization.request);
    throw toHttpError(refused, 'order');
  }
  const { correlation_id } = refused;
  if (!belongsToSession)
    throw alreadyPlaced('This approval has its order already. Ask the shop for it.', { correlation_id });
  const saved = (await findAcceptedOrder(config, authorization)) ?? authorization.placed;
  if (saved) return saved;
  const message = 'This session has its order already, and the shop did not find it. Give the handler `findOrder`.';
  throw alreadyPlaced(message, { correlation_id, cause: refused });
}

const alreadyPlaced = (
  message: string,
  { cause, correlation_id }: { cause?: Error; correlation_id?: string | undefined },
): HttpError =>
  new HttpError(409, { code: 'order', reason: 'already-placed', message, correlation_id }, cause ? { cause } : {});

export async function isComplete(config: HandlerConfig, session_id: string): Promise<boolean> {
  return (await withKlarnaErrors('order', config.api.readSession(session_id))).status === 'complete';
}
