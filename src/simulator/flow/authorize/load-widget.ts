import type { LoadResult } from '../../../klarna/sdk.ts';
import { findInvalidFields } from '../../checks/address-standards.ts';
import { KlarnaError } from '../../klarna-error.ts';
import type { SessionRecord } from '../../state/records.ts';
import type { State } from '../../state/state.ts';
import { findOpenSession, mergeIntoSession } from '../sessions/sessions.ts';
import { invalidFieldsOf } from './invalid-fields.ts';
import { isNotOffered } from './outcomes.ts';

interface LoadedWidget {
  result: LoadResult;
  /** The categories that the widget shows; empty means all that the session offers. */
  categories: readonly string[];
  /** Present if there is something to show. */
  session?: SessionRecord;
}

/**
 * `load()`: may the shopper pay with this? `data` are session fields to update. The page gets `show_form: false` for an
 * expired, unknown or completed session, and for a category that the session does not offer.
 */
export function loadWidget(
  state: State,
  session_id: string,
  payment_method_categories: readonly string[],
  data: Record<string, unknown>,
): LoadedWidget {
  try {
    const session = findOpenSession(state, session_id);
    const offered = session.payment_method_categories.map((category) => category.identifier);
    const isAll = isWholeOffer(payment_method_categories) && !offered.includes('klarna');
    const categories = isAll ? [] : payment_method_categories;
    // Without a category, the widget shows everything that the session offers (Klarna's newest SDK).
    if (!categories.every((category) => offered.includes(category))) return NOT_OFFERED;
    const invalid_fields = updateFrom(state, session, data);
    if (isNotOffered(session.details)) return NOT_OFFERED;
    const result = invalid_fields.length > 0 ? { show_form: true, error: { invalid_fields } } : { show_form: true };
    return { result, categories, session };
  } catch (error) {
    if (error instanceof KlarnaError) return NOT_OFFERED;
    throw error;
  }
}

const NOT_OFFERED: LoadedWidget = { result: { show_form: false }, categories: [] };

/** `klarna` alone means every category of the session (read in build 2004 of Klarna's script). */
const isWholeOffer = ([first, ...others]: readonly string[]): boolean => first === 'klarna' && others.length === 0;

/**
 * Merges the data of an SDK call into the session. If a field is invalid, its name is returned and nothing is stored.
 */
export function updateFrom(state: State, session: SessionRecord, data: Record<string, unknown>): string[] {
  const before = { request: session.request, details: session.details };
  try {
    mergeIntoSession(state, session, mergeDetails(session, data));
  } catch (error) {
    return invalidFieldsOf(error);
  }
  const invalid_fields = findInvalidFields(session.details, session.request.purchase_country);
  if (invalid_fields.length > 0) Object.assign(session, before);
  return invalid_fields;
}

/** Merges details of a later call over the earlier ones, member by member. */
function mergeDetails({ details }: SessionRecord, data: Record<string, unknown>): Record<string, unknown> {
  const merged = Object.entries(data).map(([name, value]) => {
    const before = (details as Record<string, unknown>)[name];
    return [name, before && typeof value === 'object' ? { ...before, ...value } : value];
  });
  return Object.fromEntries(merged);
}
