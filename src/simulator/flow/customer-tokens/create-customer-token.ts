import type { CustomerTokenCreated } from '../../../klarna/customer-token.ts';
import { checkTokenBody } from '../../checks/check-token-bodies.ts';
import { invalidAuthorization, KlarnaError, sessionCompleted } from '../../klarna-error.ts';
import { paths } from '../../paths.ts';
import type { AuthorizationRecord, CustomerTokenRecord, SessionRecord } from '../../state/records.ts';
import type { State } from '../../state/state.ts';
import { isOpen } from '../authorize/authorizations.ts';

const NOT_TOKENIZED = ['buy', undefined];

/**
 * `POST …/authorizations/{token}/customer-token`. As recorded, the body is checked first, and a second call gets the
 * same token.
 * The address and customer in the answer are the session's; a different address in the request is ignored.
 * If the intent also buys, the same authorization then places the order, and is used up by it.
 */
export function createCustomerToken(
  state: State,
  authorization_token: string,
  body: Record<string, unknown>,
): CustomerTokenCreated {
  const { purchase_country, billing_address } = checkTokenBody(body);
  const authorization = state.authorizations.get(authorization_token);
  const session = authorization && state.sessions.get(authorization.session_id);
  if (authorization === undefined || session === undefined) throw invalidAuthorization();
  const before = authorization.token_id && state.customer_tokens.get(authorization.token_id);
  if (before) return before.reply;
  const { intent } = authorization.approved.request;
  if (NOT_TOKENIZED.includes(intent)) {
    throw new KlarnaError(403, 'INVALID_OPERATION', ['Not allowed to create customer token for intent buy']);
  }
  if (authorization.state === 'consumed') {
    throw new KlarnaError(403, 'INVALID_OPERATION', ['Authorization token already consumed']);
  }
  if (session.status === 'complete') throw sessionCompleted();
  if (!isOpen(state, authorization)) throw invalidAuthorization();
  // Documented: the session's country counts, for the request and for its address.
  const country = session.request.purchase_country.toUpperCase();
  const given = [purchase_country, billing_address?.country];
  if (given.some((other) => other !== undefined && other.toUpperCase() !== country)) {
    throw new KlarnaError(400, 'BAD_VALUE', ['Bad value: purchase_country']);
  }
  return saveToken(state, session, authorization).reply;
}

function saveToken(state: State, session: SessionRecord, authorization: AuthorizationRecord): CustomerTokenRecord {
  const token_id = state.ids.uuid();
  const { details } = authorization.approved;
  const { date_of_birth, gender } = details.customer ?? {};
  const confirmation = session.request.merchant_urls?.confirmation;
  const record: CustomerTokenRecord = {
    token_id,
    session_id: session.session_id,
    payment_method_category: authorization.payment_method_category,
    purchase_country: session.request.purchase_country,
    created_at: state.now(),
    details,
    reply: {
      token_id,
      ...(confirmation && { redirect_url: `${session.origin}${paths.redirect}/${token_id}` }),
      payment_method_reference: state.ids.uuid(),
      ...(details.billing_address && { billing_address: details.billing_address }),
      ...(details.customer && {
        customer: { ...(date_of_birth && { date_of_birth }), ...(gender && { gender }) },
      }),
    },
    ...(confirmation && { confirmation }),
    status: 'ACTIVE',
  };
  state.customer_tokens.set(token_id, record);
  authorization.token_id = token_id;
  // Nothing is bought, so the session is complete with the token.
  if (session.request.intent === 'tokenize') {
    authorization.state = 'consumed';
    session.status = 'complete';
  }
  return record;
}
