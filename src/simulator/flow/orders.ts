import type { CustomerDetails, OrderCreated, OrderRequest } from '../../klarna/types.ts';
import { checkOrderBody } from '../checks/check-order-body.ts';
import { findDifferences } from '../checks/compare-with-approved.ts';
import { invalidAuthorization, KlarnaError, notMatching, sessionCompleted } from '../klarna-error.ts';
import { paths } from '../paths.ts';
import type { AuthorizationRecord, OrderRecord, SessionRecord } from '../state/records.ts';
import type { State } from '../state/state.ts';
import { isOpen } from './authorizations.ts';
import { canonicalJson } from './canonical-json.ts';
import { countInstalments } from './instalments.ts';

/** ms: the authorization of a placed order lasts 28 days by default. */
const ORDER_LIFE = 28 * 24 * 60 * 60_000;

type AuthorizedPaymentMethod = { type: string; number_of_days?: number; number_of_installments?: number };

/** The object of the schema and the recordings; some of Klarna's samples print a bare string instead. */
function methodOf(payment_method_category: string, { purchase_country }: OrderRequest): AuthorizedPaymentMethod {
  if (payment_method_category === 'pay_now') return { type: 'card' };
  if (payment_method_category === 'pay_over_time') {
    return { type: 'fixed_sum_credit', number_of_installments: countInstalments(purchase_country) };
  }
  return { type: 'invoice', number_of_days: 30 };
}

/**
 * `POST …/authorizations/{token}/order`. The body is checked before the token is looked at (recorded: `{}` on a used
 * token is a bad value). The same body again gets the first answer, as recorded; another body a conflict, as documented.
 */
export function placeOrder(state: State, authorization_token: string, body: Record<string, unknown>): OrderCreated {
  const request = checkOrderBody(body);
  const authorization = state.authorizations.get(authorization_token);
  if (authorization === undefined) throw invalidAuthorization();
  if (authorization.order_id !== undefined) return repeatOrder(state, authorization.order_id, request);
  const session = state.sessions.get(authorization.session_id);
  if (session === undefined) throw invalidAuthorization();
  if (session.status === 'complete') throw sessionCompleted();
  if (!isOpen(state, authorization)) throw invalidAuthorization();
  if (session.request.intent === 'tokenize') throw new KlarnaError(403, 'INVALID_OPERATION');
  checkAgainst(session, authorization, request);
  return completeSession(state, session, authorization, request);
}

function repeatOrder(state: State, order_id: string, request: OrderRequest): OrderCreated {
  const order = state.orders.get(order_id);
  if (order === undefined) throw new KlarnaError(403, 'INVALID_OPERATION', ['Authorization token already consumed']);
  if (canonicalJson(order.request) === canonicalJson(request)) return order.reply;
  throw new KlarnaError(409, 'BAD_VALUE', ['The order has been already completed with different request body']);
}

/** What was approved counts, and what the session says since: a cart that changed after the approval fits neither. */
function checkAgainst(session: SessionRecord, authorization: AuthorizationRecord, request: OrderRequest): void {
  const approved = { ...authorization.approved.request, ...authorization.approved.details };
  const now = { ...session.request, ...authorization.approved.details };
  const differences = new Set([...findDifferences(approved, request), ...findDifferences(now, request)]);
  if (differences.size > 0) throw notMatching([...differences]);
}

function completeSession(
  state: State,
  session: SessionRecord,
  authorization: AuthorizationRecord,
  request: OrderRequest,
): OrderCreated {
  const order_id = state.ids.uuid();
  const created_at = state.now();
  const confirmation = request.merchant_urls?.confirmation ?? session.request.merchant_urls?.confirmation;
  const reply: OrderCreated = {
    order_id,
    ...(confirmation && { redirect_url: `${session.origin}${paths.redirect}/${order_id}` }),
    fraud_status: 'ACCEPTED',
    authorized_payment_method: methodOf(authorization.payment_method_category, request),
  };
  const order: OrderRecord = {
    order_id,
    session_id: session.session_id,
    authorization_token: authorization.authorization_token,
    klarna_reference: `K${state.ids.letters(6)}`,
    payment_method_category: authorization.payment_method_category,
    created_at,
    expires_at: created_at + ORDER_LIFE,
    request,
    details: detailsOf(authorization, request),
    reply,
    ...(confirmation && { confirmation }),
    status: 'AUTHORIZED',
    fraud_status: 'ACCEPTED',
  };
  state.orders.set(order_id, order);
  authorization.state = 'consumed';
  authorization.order_id = order_id;
  session.status = 'complete';
  session.order_id = order_id;
  return reply;
}

/** Where no customer data was sent at `authorize()`, those of the order count. Shipping is copied from billing. */
function detailsOf({ approved }: AuthorizationRecord, request: OrderRequest): CustomerDetails {
  const billing_address = approved.details.billing_address ?? request.billing_address;
  const shipping_address = approved.details.shipping_address ?? request.shipping_address ?? billing_address;
  const customer = approved.details.customer ?? request.customer;
  return {
    ...(billing_address && { billing_address }),
    ...(shipping_address && { shipping_address }),
    ...(customer && { customer }),
  };
}

/** Where `redirect_url` sends the shopper, with Klarna's placeholders filled in; undefined when it leads nowhere. */
export function confirmationOf({ confirmation, order_id, session_id }: OrderRecord): string | undefined {
  const filled = confirmation
    ?.replace(/(\{|%7B)order\.id(\}|%7D)/gi, order_id)
    .replace(/(\{|%7B)session\.id(\}|%7D)/gi, session_id);
  return filled !== undefined && URL.canParse(filled) ? new URL(filled).href : undefined;
}
