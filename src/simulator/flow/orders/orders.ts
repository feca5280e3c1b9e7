import type { CustomerDetails, OrderCreated, OrderRequest } from '../../../klarna/types.ts';
import { checkOrderBody } from '../../checks/check-order-body.ts';
import { findApprovedDifferences } from '../../checks/compare-with-approved.ts';
import { invalidAuthorization, KlarnaError, notMatching, sessionCompleted } from '../../klarna-error.ts';
import { paths } from '../../paths.ts';
import type { AuthorizationRecord, SessionRecord } from '../../state/records.ts';
import type { State } from '../../state/state.ts';
import { fillPlaceholders } from '../announce.ts';
import { isOpen } from '../authorize/authorizations.ts';
import { canonicalJson } from '../canonical-json.ts';
import { saveOrder } from './save-order.ts';

/**
 * `POST …/authorizations/{token}/order`. The body is checked before the token (recorded: `{}` with a used token is a
 * bad value). A repeat with the same body gets the first answer (recorded). A repeat with another body is a conflict
 * (documented).
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

/**
 * The order must match the approved contents and the session's current contents. If the cart changed after the
 * approval, it matches neither.
 */
function checkAgainst(session: SessionRecord, authorization: AuthorizationRecord, request: OrderRequest): void {
  const approved = { ...authorization.approved.request, ...authorization.approved.details };
  const now = { ...session.request, ...authorization.approved.details };
  const differences = new Set([
    ...findApprovedDifferences(approved, request),
    ...findApprovedDifferences(now, request),
  ]);
  if (differences.size > 0) throw notMatching([...differences]);
}

function completeSession(
  state: State,
  session: SessionRecord,
  authorization: AuthorizationRecord,
  request: OrderRequest,
): OrderCreated {
  const { session_id, origin } = session;
  const { authorization_token, payment_method_category, pending } = authorization;
  const merchant_urls = { ...session.request.merchant_urls, ...request.merchant_urls };
  const { order_id, reply } = saveOrder(state, {
    origin: { session_id, authorization_token },
    payment_method_category,
    request,
    details: detailsOf(authorization, request),
    merchant_urls,
    pending,
    redirect_url: (id) => (merchant_urls.confirmation ? `${origin}${paths.redirect}/${id}` : undefined),
  });
  authorization.state = 'consumed';
  authorization.order_id = order_id;
  session.status = 'complete';
  session.order_id = order_id;
  return reply;
}

/** If `authorize()` got no customer data, the order's data count. The billing address is copied to shipping. */
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

/** The target of `redirect_url`, with Klarna's placeholders replaced; undefined if there is none. */
export function findRedirect(state: State, id: string): string | undefined {
  const order = state.orders.get(id);
  const { confirmation, session_id } = order ?? state.customer_tokens.get(id) ?? {};
  const filled = confirmation && fillPlaceholders(confirmation, session_id, order?.order_id);
  return filled && URL.canParse(filled) ? new URL(filled).href : undefined;
}
