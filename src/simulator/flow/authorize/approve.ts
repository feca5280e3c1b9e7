/** The results of `authorize()`. Only an approval creates a token. */
import { findMarket } from '../../../klarna/markets.ts';
import type { AuthorizeResult } from '../../../klarna/sdk.ts';
import { KlarnaError } from '../../klarna-error.ts';
import type { ShopperStep } from '../../script/step.ts';
import type { AttemptRecord, SessionRecord } from '../../state/records.ts';
import type { State } from '../../state/state.ts';
import { sendAuthorizationCallback } from '../announce.ts';
import { pendingOf } from '../orders/pending.ts';
import { findOpenSession } from '../sessions/sessions.ts';
import { grantAuthorization } from './authorizations.ts';

export const REFUSED: AuthorizeResult = { approved: false, show_form: false };

/** The shopper closed the window or went back. This is no error, and the shopper may try again. */
export const LEFT: AuthorizeResult = { approved: false, show_form: true };

/** A result, and how the page gets it. */
export interface Decided {
  result: AuthorizeResult;
  /** Settles when the page may get the result, because a script may want Klarna's callback to be first. */
  announced?: Promise<void>;
  /** ms by the simulator's clock. */
  latency_ms?: number;
  /** The page never gets the result. */
  isLost?: boolean;
}

export function approve(state: State, attempt: AttemptRecord, step?: ShopperStep): Decided {
  const session = tryFindOpenSession(state, attempt.session_id);
  if (session === undefined) return { result: REFUSED };
  if (!attempt.auto_finalize) return { result: { approved: true, show_form: true, finalize_required: true } };
  const { authorization_token, announced } = grant(state, session, attempt, step);
  return { result: { approved: true, show_form: true, authorization_token, finalize_required: false }, announced };
}

/** Creates a token for the session's current contents, and sends Klarna's callback. */
export function grant(state: State, session: SessionRecord, attempt: AttemptRecord, step: ShopperStep | undefined) {
  if (state.billing_country_overrides) overrideCountry(session);
  const pending = pendingOf(session, step);
  const authorization = grantAuthorization(state, session, attempt.payment_method_category, {
    ...(step?.callback && { callback: step.callback }),
    ...(pending && { pending }),
  });
  const announced = sendAuthorizationCallback(state, session, authorization);
  return { authorization_token: authorization.authorization_token, announced };
}

/** The currency stays. Klarna does not publish what it does with a country of another currency. */
function overrideCountry(session: SessionRecord): void {
  const market = findMarket(session.details.billing_address?.country ?? '');
  if (market === undefined || market.currency !== session.request.purchase_currency.toUpperCase()) return;
  session.request = { ...session.request, purchase_country: market.country };
}

/** Undefined if the session is over. The page gets a plain refusal then, and no error. */
export function tryFindOpenSession(state: State, session_id: string): SessionRecord | undefined {
  try {
    return findOpenSession(state, session_id);
  } catch (error) {
    if (error instanceof KlarnaError) return undefined;
    throw error;
  }
}
