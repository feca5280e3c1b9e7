/**
 * Turns an authorization into its one order, however often it is called. The browser's route, Klarna's callback and all
 * other routes that place an order call `placeOrder`.
 *
 * The order copies the session as Klarna has it. Klarna answers a repeat with the same order. So the handler keeps nothing
 * here, and any number of processes may place the order of the same authorization at the same time.
 */
import type { CustomerTokenCreated } from '../../klarna/customer-token.ts';
import type { OrderCreated } from '../../klarna/types.ts';
import type { HandlerConfig } from '../config.ts';
import { HttpError } from '../http/http-error.ts';
import { isAboutRequest, toHttpError, withKlarnaErrors } from '../http/klarna-error.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import { saveOrder } from '../shop.ts';
import { alreadyPlaced, strayOrder } from './already-placed.ts';
import type { Authorization } from './authorization.ts';
import { cancelAuthorization } from './cancel-authorization.ts';
import { cancelCustomerToken } from './cancel-customer-token.ts';
import { createCustomerToken } from './create-customer-token.ts';
import { toOrderRequest } from './order-request.ts';
import { findAcceptedOrder, findSavedOrder, requireAccepted } from './saved-order.ts';

/**
 * Klarna says: this authorization, or this session, already has its order. If the token may belong to another session, this
 * says nothing about the session.
 */
const isAlreadyOrdered = (error: KlarnaApiError): boolean =>
  error.error_code === 'SESSION_COMPLETED' ||
  error.error_messages.some((message) => /already (?:been )?(?:consumed|completed)/i.test(message));

/** All routes send the same body for a session. If Klarna saw another body, the token made the order of another session. */
const hasOtherBody = (error: KlarnaApiError): boolean =>
  error.error_messages.some((message) => /different request body/i.test(message));

/** An order, a customer token, or both, as the session's intent says. */
export interface PlaceOrderResult extends Partial<OrderCreated> {
  customer_token?: CustomerTokenCreated;
}

/**
 * The customer token comes before the order: Klarna's guides ask for it, and the order uses up the authorization.
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

/** Declined, expired, cancelled or replaced. If the shopper authorizes again, Klarna makes another customer token. */
const becomesNoOrder = (error: unknown): boolean =>
  error instanceof HttpError && (error.body.code === 'authorization' || error.body.code === 'cart-changed');

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
 * Klarna has answered with an order that may be an old one. If the shop has saved it, the shop's copy counts: it knows what
 * happened to the order since.
 *
 * @throws {HttpError} 409 if the shop has saved another order for the session: the token then belongs to another session
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

/**
 * Finds the order that another route has placed, after Klarna refused to place it here. If Klarna does not know the token,
 * another request may have ordered it in this moment. So the session is read again before the shopper learns that it expired.
 */
async function recoverOrder(
  config: HandlerConfig,
  authorization: Authorization,
  refused: KlarnaApiError,
): Promise<OrderCreated> {
  const { session_id } = authorization;
  // A repeat may tell more; wrong credentials (401) never will.
  if (refused.retryable || refused.status === 401) throw toHttpError(refused, 'order');
  const { belongsToSession } = authorization;
  const hasOrder = belongsToSession
    ? isAlreadyOrdered(refused) ||
      authorization.session.status === 'complete' ||
      (refused.status === 404 && (await isComplete(config, session_id)))
    : isAlreadyOrdered(refused) && !hasOtherBody(refused);
  if (!hasOrder) {
    // 409: Klarna's session is not what the shopper authorized. Another 4xx about the request: a repeat sends the same body.
    // In both cases the authorization cannot become an order.
    if (refused.status === 409 || isAboutRequest(refused))
      await cancelAuthorization(config, authorization.authorization_token, authorization.request);
    throw toHttpError(refused, 'order');
  }
  const { correlation_id } = refused;
  if (!belongsToSession)
    throw alreadyPlaced('This authorization has its order already. Ask the shop for it.', { correlation_id });
  const saved = (await findAcceptedOrder(config, authorization)) ?? authorization.placed;
  if (saved) return saved;
  const message = 'This session has its order already, and the shop did not find it. Give the handler `findOrder`.';
  throw alreadyPlaced(message, { correlation_id, cause: refused });
}

export async function isComplete(config: HandlerConfig, session_id: string): Promise<boolean> {
  return (await withKlarnaErrors('order', config.api.readSession(session_id))).status === 'complete';
}
