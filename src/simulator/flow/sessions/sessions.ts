import type { CustomerDetails, SessionCreated, SessionRead, SessionRequest } from '../../../klarna/types.ts';
import { checkSessionBody } from '../../checks/check-order-body.ts';
import { invalidSession, sessionCompleted } from '../../klarna-error.ts';
import { paths } from '../../paths.ts';
import type { SessionRecord } from '../../state/records.ts';
import type { State } from '../../state/state.ts';
import { offerCategories } from './categories.ts';
import { createClientToken } from './client-token.ts';

/** A session is open for 48 hours, or until its order is placed. */
export const SESSION_LIFE_MS = 48 * 60 * 60_000;

const READ_ONLY = [
  'session_id',
  'client_token',
  'authorization_token',
  'expires_at',
  'status',
  'payment_method_categories',
];

/** Separates customer details from the cart. Drops read-only members that a merchant sent back. */
function split(body: SessionRequest & CustomerDetails): { request: SessionRequest; details: CustomerDetails } {
  const { billing_address, shipping_address, customer, ...request } = body;
  const details = Object.entries({ billing_address, shipping_address, customer }).filter(([, value]) => value);
  return {
    request: Object.fromEntries(
      Object.entries(request).filter(([name]) => !READ_ONLY.includes(name)),
    ) as unknown as SessionRequest,
    details: Object.fromEntries(details),
  };
}

/** @param origin the origin under which the browser reaches the simulator */
export function createSession(state: State, body: Record<string, unknown>, origin: string): SessionCreated {
  const { request, details } = split(checkSessionBody(body));
  const session_id = state.ids.uuid();
  const created_at = state.now();
  const client_token = createClientToken(state, { session_id, origin, request });
  const payment_method_categories = offerCategories(request, state.categories, origin + paths.badge);
  state.sessions.set(session_id, {
    session_id,
    client_token,
    origin,
    created_at,
    expires_at: created_at + SESSION_LIFE_MS,
    request,
    details,
    payment_method_categories,
    status: 'incomplete',
  });
  return { session_id, client_token, payment_method_categories };
}

/** @throws {KlarnaError} 404 if the session is unknown or older than 48 hours */
export function findSession(state: State, session_id: string): SessionRecord {
  const session = state.sessions.get(session_id);
  if (session === undefined || state.now() >= session.expires_at) throw invalidSession();
  return session;
}

/** @throws {KlarnaError} 404, also if its order has been placed */
export function findOpenSession(state: State, session_id: string): SessionRecord {
  const session = findSession(state, session_id);
  if (session.status === 'complete') throw sessionCompleted();
  return session;
}

/** New members replace old ones, and lists are replaced whole. The result is checked like a new session. */
export function mergeIntoSession(state: State, session: SessionRecord, body: Record<string, unknown>): void {
  const { request, details } = split(checkSessionBody({ ...session.request, ...session.details, ...present(body) }));
  session.request = request;
  session.details = details;
  session.payment_method_categories = offerCategories(request, state.categories, session.origin + paths.badge);
  // Stored again, because the session may have grown and its weight must be updated.
  state.sessions.set(session.session_id, session);
}

export function updateSession(state: State, session_id: string, body: Record<string, unknown>): void {
  mergeIntoSession(state, findOpenSession(state, session_id), body);
}

export function readSession(state: State, session_id: string): SessionRead {
  const session = findSession(state, session_id);
  const { authorization, request, client_token, expires_at, payment_method_categories, status } = session;
  const isOpen = authorization?.state === 'open' && state.now() < authorization.expires_at;
  return {
    ...request,
    ...(authorization && withoutNationalIds(session.details)),
    client_token,
    expires_at: new Date(expires_at).toISOString(),
    payment_method_categories,
    status,
    ...(isOpen && { authorization_token: authorization.authorization_token }),
  };
}

/** Klarna's answer to a session's GET contains no national identification numbers. */
function withoutNationalIds({ customer, ...addresses }: CustomerDetails): CustomerDetails {
  if (customer === undefined) return addresses;
  const { last_four_ssn: _, national_identification_number: __, ...rest } = customer;
  return { ...addresses, customer: rest };
}

const present = (body: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
