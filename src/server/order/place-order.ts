/**
 * Turns an authorization into its one order, however often it is called. The browser's route, Klarna's callback and all
 * other routes that place an order call `placeOrder`.
 *
 * The order copies the session as Klarna has it. Klarna answers a repeat with the same order. So the handler keeps nothing
 * here, and any number of processes may place the order of the same authorization at the same time.
 */
import type { CustomerTokenCreated } from '../../klarna/customer-token.ts';
import type { OrderCreated, OrderRequest } from '../../klarna/types.ts';
import type { HandlerConfig } from '../config.ts';
import { HttpError } from '../http/http-error.ts';
import { toHttpError, withKlarnaErrors } from '../http/klarna-error.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import { saveOrder } from '../shop.ts';
import { abandonAuthorization } from './abandon-authorization.ts';
import { alreadyPlaced, OtherOrderError, strayOrder } from './already-placed.ts';
import { type Authorization, expiredAuthorization, isNewestToken } from './authorization.ts';
import { cancelCustomerToken, cancelTokenOf } from './cancel-customer-token.ts';
import { createCustomerToken } from './create-customer-token.ts';
import { buysToo } from './customer-token-request.ts';
import { toOrderRequest } from './order-request.ts';
import { findAcceptedOrder, findSavedOrder, requireAccepted } from './saved-order.ts';

/** Klarna's `error_code` for an order of a session that has one from another authorization. */
const SESSION_COMPLETED = 'SESSION_COMPLETED';

/**
 * Klarna says: this authorization, or this session, already has its order. If the token may belong to another session, this
 * says nothing about the session.
 */
const isAlreadyOrdered = (error: KlarnaApiError): boolean =>
  error.error_code === SESSION_COMPLETED ||
  error.error_messages.some((message) => /already (?:been )?(?:consumed|completed)/i.test(message));

/** All routes send the same body for a session. If Klarna saw another body, the token made the order of another session. */
const hasOtherBody = (error: KlarnaApiError): boolean =>
  error.error_messages.some((message) => /different request body/i.test(message));

/** An order, a customer token, or both, as the session's intent says. */
export interface PlaceOrderResult extends Partial<OrderCreated> {
  /** Only if Klarna proved that it belongs to the order: the session may have made others. */
  customer_token?: CustomerTokenCreated;
  /** True if Klarna proved that this authorization made the order, and no older one of the session. */
  isProven?: boolean;
}

/** @throws {HttpError} the answer for the browser */
export async function placeOrder(config: HandlerConfig, authorization: Authorization): Promise<PlaceOrderResult> {
  const { session } = authorization;
  if (session.intent === 'tokenize') return tokenize(config, authorization);
  if (!buysToo(session)) return buy(config, authorization);
  return session.status === 'complete' ? repeat(config, authorization) : buyAndTokenize(config, authorization);
}

async function tokenize(config: HandlerConfig, authorization: Authorization): Promise<PlaceOrderResult> {
  const customer_token = await createCustomerToken(config, authorization);
  const { redirect_url } = customer_token ?? {};
  return { ...(redirect_url && { redirect_url }), ...(customer_token && { customer_token }) };
}

async function buy(config: HandlerConfig, authorization: Authorization): Promise<PlaceOrderResult> {
  const { belongsToSession, session } = authorization;
  if (belongsToSession && session.status === 'complete') {
    const saved = await findAcceptedOrder(config, authorization);
    if (saved) return saved;
  }
  try {
    const found = await createOrFind(config, authorization);
    return await saveIfNew(config, authorization, found);
  } catch (error) {
    if (!(error instanceof HttpError) || !endsAuthorization(error)) throw error;
    return abandon(config, authorization, error);
  }
}

/** The customer token comes before the order: Klarna's guides ask for it, and the order uses up the authorization. */
async function buyAndTokenize(config: HandlerConfig, authorization: Authorization): Promise<PlaceOrderResult> {
  const customer_token = await createCustomerToken(config, authorization);
  const cancelToken = async (): Promise<void> => {
    if (customer_token) await cancelCustomerToken(config, customer_token.token_id, authorization.request);
  };
  let found: FoundOrder;
  try {
    found = await createOrFind(config, authorization);
  } catch (error) {
    if (error instanceof OtherOrderError) await cancelToken();
    if (!(error instanceof HttpError) || !becomesNoOrder(error)) throw error;
    return abandon(config, authorization, error, customer_token);
  }
  if (found.madeBy === 'this') return saveIfNew(config, authorization, found, customer_token);
  // Another authorization of the session made the order since the session was read.
  if (found.madeBy === 'another') await cancelToken();
  return found.order;
}

/**
 * The session has its order. Klarna is asked first whether this authorization made it. The customer token of another one must
 * not reach the shop or the page, and is cancelled.
 */
async function repeat(config: HandlerConfig, authorization: Authorization): Promise<PlaceOrderResult> {
  const saved = authorization.belongsToSession ? await findAcceptedOrder(config, authorization) : undefined;
  let found: FoundOrder;
  try {
    found = await createOrFind(config, authorization, saved);
  } catch (error) {
    if (error instanceof OtherOrderError) await cancelTokenOf(config, authorization, authorization.isNoted === true);
    throw error;
  }
  if (found.madeBy === 'another') await cancelTokenOf(config, authorization, authorization.isNoted === true);
  if (found.madeBy !== 'this') return found.order;
  return saveIfNew(config, authorization, found, await createCustomerToken(config, authorization));
}

/** Declined, expired, cancelled or replaced. If the shopper authorizes again, Klarna makes another customer token. */
const becomesNoOrder = ({ body }: HttpError): boolean => body.code === 'authorization' || body.code === 'cart-changed';

/**
 * 409: Klarna's session is not what the shopper authorized. Another 4xx about the request: a repeat sends the same body. In
 * both cases the authorization cannot become an order.
 */
const endsAuthorization = ({ body }: HttpError): boolean =>
  body.code === 'cart-changed' || (body.code === 'authorization' && body.reason === 'bad-request');

/** @throws {HttpError} `refused`, unless another request has ordered the authorization */
async function abandon(
  config: HandlerConfig,
  authorization: Authorization,
  refused: HttpError,
  customer_token?: CustomerTokenCreated,
): Promise<PlaceOrderResult> {
  const { session, request } = authorization;
  // An order that exists keeps its customer token, whatever Klarna decided about it later.
  if (session.status === 'complete') throw refused;
  let result: 'abandoned' | 'ordered' = 'abandoned';
  try {
    if (refused.body.reason !== 'expired') result = await abandonAuthorization(config, authorization, customer_token);
    else if (customer_token) await cancelCustomerToken(config, customer_token.token_id, request);
  } catch (error) {
    // The page gets the second error, and a repeat may not see the first one again.
    config.onError(refused.cause ?? refused, request);
    throw error;
  }
  if (result === 'abandoned') throw refused;
  const now = await withKlarnaErrors('order', config.api.readSession(authorization.session_id));
  return placeOrder(config, { ...authorization, session: { ...now, status: 'complete' } });
}

async function saveIfNew(
  config: HandlerConfig,
  authorization: Authorization,
  { order, sent, madeBy }: FoundOrder,
  customer_token?: CustomerTokenCreated,
): Promise<PlaceOrderResult> {
  const { session_id, session, door, request } = authorization;
  const token = customer_token && { customer_token };
  if (sent) await saveOrder(config, order, { session_id, session, order: sent, door, request, ...token });
  return { ...order, ...token, isProven: madeBy === 'this' };
}

/** Which authorization of the session made the order, as far as Klarna tells. */
type MadeBy = 'this' | 'another' | 'unknown';

interface FoundOrder {
  order: OrderCreated;
  madeBy: MadeBy;
  /** The body that Klarna got, if the shop may not have saved the order. */
  sent?: OrderRequest;
}

/** @param saved the session's order, if the shop has it */
async function createOrFind(
  config: HandlerConfig,
  authorization: Authorization,
  saved?: OrderCreated,
): Promise<FoundOrder> {
  const { session_id, authorization_token, session, belongsToSession } = authorization;
  const sent = toOrderRequest(session);
  let order: OrderCreated;
  try {
    order = await config.api.createOrder(authorization_token, sent);
  } catch (error) {
    if (error instanceof KlarnaApiError) return recoverOrder(config, authorization, error, saved);
    throw error;
  }
  if (saved && saved.order_id !== order.order_id) throw strayOrder(session_id, order.order_id);
  const known =
    saved ??
    (!belongsToSession && session.status === 'complete'
      ? await findSameOrder(config, authorization, order)
      : undefined);
  return known ? { order: known, madeBy: 'this' } : { order, madeBy: 'this', sent };
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
  known: OrderCreated | undefined,
): Promise<FoundOrder> {
  const { session_id, belongsToSession, session } = authorization;
  // A repeat may tell more; wrong credentials (401) never will.
  if (refused.retryable || refused.status === 401) throw toHttpError(refused, 'order');
  let now = session;
  if (belongsToSession && refused.status === 404 && session.status !== 'complete' && !isAlreadyOrdered(refused))
    now = await withKlarnaErrors('order', config.api.readSession(session_id));
  const hasOrder = belongsToSession
    ? isAlreadyOrdered(refused) || now.status === 'complete'
    : isAlreadyOrdered(refused) && !hasOtherBody(refused);
  if (!hasOrder) {
    const error = toHttpError(refused, 'order');
    throw refused.status === 404 ? expiredAuthorization(now, { ...error.body, cause: refused }) : error;
  }
  const madeBy = findMaker(authorization, refused);
  const saved = belongsToSession
    ? (known ?? (await findAcceptedOrder(config, authorization)) ?? authorization.placed)
    : undefined;
  if (saved) return { order: saved, madeBy };
  const error = belongsToSession
    ? alreadyPlaced('This session has its order already, and the shop did not find it. Give the handler `findOrder`.', {
        correlation_id: refused.correlation_id,
        cause: refused,
      })
    : alreadyPlaced('This authorization has its order already. Ask the shop for it.', {
        correlation_id: refused.correlation_id,
      });
  if (madeBy !== 'another') throw error;
  throw new OtherOrderError(error.status, error.body, { cause: error.cause });
}

/**
 * Klarna answers an authorization that made the order with that order (recorded, within seconds). It answers
 * `SESSION_COMPLETED` to another one of the session. For any other refusal it is unknown which one made the order. For
 * example, it is unknown how Klarna answers the one that made it when 60 minutes are over.
 */
function findMaker({ session, authorization_token }: Authorization, refused: KlarnaApiError): MadeBy {
  if (refused.error_code === SESSION_COMPLETED) return 'another';
  // Klarna named the authorization for the open session a moment ago, and does not know it any more.
  if (refused.status === 404 && session.status !== 'complete') return 'another';
  return isAlreadyOrdered(refused) && isNewestToken(session, authorization_token) ? 'this' : 'unknown';
}
