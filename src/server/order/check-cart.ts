/** Compares the shop's cart with the session that the shopper authorized. */
import type { Order, SessionRead, SessionRequest } from '../../klarna/types.ts';
import type { HandlerConfig } from '../config.ts';
import { HttpError } from '../http/http-error.ts';
import { findOrderProblems } from '../order-check/check-order.ts';
import { findCartDifferences } from '../order-check/compare-orders.ts';
import { abandonAuthorization } from './abandon-authorization.ts';
import type { Authorization } from './authorization.ts';

/** The cart that a session was opened for, as far as the cookie knows it. */
export interface OpenedFor {
  purchase_country: string;
  isBusiness: boolean;
}

interface CartCheck {
  /** Null: there is nothing to buy any more. */
  cart: SessionRequest | null;
  openedFor: OpenedFor | undefined;
  /** How often in a row the cart had changed before. */
  earlierChanges: number;
}

export const badOrder = (problems: string[]): HttpError =>
  new HttpError(500, {
    code: 'configuration',
    reason: 'bad-order',
    message: '`getOrder` returned an order that Klarna would refuse.',
    error_messages: problems,
  });

/** @throws {HttpError} 500 `configuration` */
export function requireSoundOrder(order: Order): void {
  const problems = findOrderProblems(order).map(({ message }) => message);
  if (problems.length > 0) throw badOrder(problems);
}

/**
 * If the cart has changed, cancels the authorization and throws. If the authorization has become an order in the meantime,
 * it returns: `placeOrder` then finds that order.
 *
 * @throws {HttpError} 409 `cart-changed`; 500 `configuration` if Klarna would refuse the cart
 */
export async function requireUnchangedCart(
  config: HandlerConfig,
  authorization: Authorization,
  { cart, openedFor, earlierChanges }: CartCheck,
): Promise<void> {
  const { session, session_id, request } = authorization;
  if (cart !== null) requireSoundOrder(cart);
  const differences = cart === null ? ['order_lines'] : findChanges(session, cart, openedFor);
  if (differences.length === 0 || (await abandonAuthorization(config, authorization)) === 'ordered') return;
  if (earlierChanges > 0) {
    const message = `The cart of session ${session_id} was different after every authorization, ${earlierChanges + 1} times in a row. Does \`getOrder\` return something new at each call? It differs in ${differences.join(', ')}.`;
    config.onError(new Error(message), request);
  }
  throw new HttpError(409, {
    code: 'cart-changed',
    reason: 'not-matching',
    message: 'The cart is not what the shopper authorized. The authorization was cancelled; authorize again.',
    error_messages: [`Not matching fields: [${differences.join(', ')}]`],
  });
}

/** Paths in Klarna's form. */
const findChanges = (session: SessionRead, cart: SessionRequest, openedFor: OpenedFor | undefined): string[] => [
  ...new Set([...findCartDifferences(session, cart), ...findOtherKind(session, cart, openedFor)]),
];

/**
 * The cart became a subscription, moved to another country, or became the cart of a business: then the authorization is
 * for something else.
 *
 * Klarna's session alone does not tell. The page may have sent the kind of customer, and Klarna may have taken the country of
 * the shopper's address. So the cookie says what the session was opened for. Without it, the kind of customer counts only if
 * session and cart both name it.
 */
function findOtherKind(session: SessionRead, cart: SessionRequest, openedFor: OpenedFor | undefined): string[] {
  const differences = (session.intent ?? 'buy') === (cart.intent ?? 'buy') ? [] : ['intent'];
  const [before, now] = [session.customer?.type, cart.customer?.type];
  if (!openedFor) return before && now && before !== now ? [...differences, 'customer.type'] : differences;
  const { purchase_country, isBusiness } = openedFor;
  if (purchase_country.toUpperCase() !== cart.purchase_country.toUpperCase()) differences.push('purchase_country');
  if (isBusiness !== (now === 'organization')) differences.push('customer.type');
  return differences;
}
