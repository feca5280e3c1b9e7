/** Calls the shop's own functions. If one throws, `onError` gets the error, and the browser learns only that it failed. */
import type { CustomerTokenCreated } from '../klarna/customer-token.ts';
import type { OrderCreated, SessionRequest } from '../klarna/types.ts';
import type { HandlerConfig } from './config.ts';
import { HttpError } from './http/http-error.ts';
import type { CustomerTokenContext, GetOrderEvent, KlarnaNotification, OrderContext, SavedOrder } from './options.ts';
import type { RequestContext } from './request-context.ts';

/** @returns null if there is nothing to buy. The result is checked later, when the session body is made from it. */
export async function getCart(
  { config, request }: RequestContext,
  event: GetOrderEvent,
): Promise<SessionRequest | null> {
  let cart: SessionRequest | null | undefined;
  try {
    cart = await config.getOrder(request, event);
  } catch (cause) {
    const message = 'The shop could not read the cart: `getOrder` failed.';
    throw new HttpError(500, { code: event.type, reason: 'shop-error', message }, { cause });
  }
  if (cart !== undefined) return cart;
  // A developer who forgot `return` must not see an empty cart, but an error.
  const message = '`getOrder` returned nothing. Return the cart, or null if it is empty.';
  throw new HttpError(500, { code: 'configuration', reason: 'bad-order', message }, { cause: new TypeError(message) });
}

/** If this fails, the order exists at Klarna. The same request again finds it and tries to save it once more. */
export async function saveOrder(config: HandlerConfig, order: OrderCreated, context: OrderContext): Promise<void> {
  try {
    await config.onOrder(order, context);
  } catch (cause) {
    const message = 'The order is placed, but the shop could not save it yet. Try again: nothing is paid twice.';
    throw new HttpError(500, { code: 'order', reason: 'not-saved', message }, { cause });
  }
}

/** If this fails, the token exists at Klarna. The same request again gets it and tries to save it once more. */
export async function saveCustomerToken(
  config: HandlerConfig,
  token: CustomerTokenCreated,
  context: CustomerTokenContext,
): Promise<void> {
  try {
    await config.onCustomerToken?.(token, context);
  } catch (cause) {
    const message = 'The customer token exists, but the shop could not save it yet. Try again: nothing is paid twice.';
    throw new HttpError(500, { code: 'order', reason: 'not-saved', message }, { cause });
  }
}

export async function findOrderInShop(
  { findOrder }: HandlerConfig,
  session_id: string,
): Promise<SavedOrder | undefined> {
  try {
    return (await findOrder?.(session_id)) ?? undefined;
  } catch (cause) {
    const message = 'The shop could not look for the order. Try again: nothing is paid twice.';
    throw new HttpError(500, { code: 'order', reason: 'shop-error', message }, { cause });
  }
}

export async function notifyShop(
  { onNotification }: HandlerConfig,
  event: KlarnaNotification,
  request: Request,
): Promise<void> {
  try {
    await onNotification?.(event, request);
  } catch (cause) {
    const message = 'The shop could not handle the notification: `onNotification` failed.';
    throw new HttpError(500, { code: 'order', reason: 'shop-error', message }, { cause });
  }
}
