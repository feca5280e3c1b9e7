/** Calls into the shop's own functions. What they throw goes to `onError`; the browser learns only that it happened. */
import type { CustomerTokenCreated } from '../klarna/customer-token.ts';
import type { OrderCreated, SessionRequest } from '../klarna/types.ts';
import type { HandlerConfig } from './config.ts';
import { HttpError } from './http/http-error.ts';
import type { CustomerTokenContext, GetOrderEvent, KlarnaNotification, OrderContext, SavedOrder } from './options.ts';
import type { RequestContext } from './request-context.ts';

/** @returns null where there is nothing to buy. What else is no cart shows when it is checked. */
export async function getCart(
  { config, request }: RequestContext,
  event: GetOrderEvent,
): Promise<SessionRequest | null> {
  let cart: SessionRequest | null | undefined;
  try {
    cart = await config.getOrder(request, event);
  } catch (cause) {
    const message = 'The shop could not say what is in the cart.';
    throw new HttpError(500, { code: event.type, reason: 'shop-error', message }, { cause });
  }
  if (cart !== undefined) return cart;
  // A forgotten `return` must not look like an empty cart to the shopper, and like nothing at all to the developer.
  const message = '`getOrder` returned nothing. Return the cart, or null where it is empty.';
  throw new HttpError(500, { code: 'configuration', reason: 'bad-order', message }, { cause: new TypeError(message) });
}

/** The order exists at Klarna when this fails; the same request, repeated, finds it and tries to save it again. */
export async function saveOrder(config: HandlerConfig, order: OrderCreated, context: OrderContext): Promise<void> {
  try {
    await config.onOrder(order, context);
  } catch (cause) {
    const message = 'The order is placed, but the shop could not save it yet. Try again: nothing is paid twice.';
    throw new HttpError(500, { code: 'order', reason: 'not-saved', message }, { cause });
  }
}

/** As with the order: the token exists, and the same request, repeated, is given it again. */
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
    const message = 'The shop could not take the notification.';
    throw new HttpError(500, { code: 'order', reason: 'shop-error', message }, { cause });
  }
}
