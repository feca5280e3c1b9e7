import type { PlacedOrder } from '../../checkout/endpoint/placed-order.ts';
import type { CheckoutSession } from '../../checkout/endpoint/session.ts';
import type { CheckoutState, Notice, Offer } from '../../checkout/state/state.ts';
import { findMarket } from '../../klarna/markets.ts';
import type { FieldName, Strings } from '../strings/strings.ts';
import { failureOf } from './failure.ts';

export interface Message {
  readonly text: string;
  /**
   * Screen readers read `status` and `success` after the current sentence, `error` and `calm` at once. `calm` is an answer
   * and no fault.
   */
  readonly tone: 'status' | 'success' | 'calm' | 'error';
}

/** The message for a press that could not work yet: a text, or the key of one. */
export type Hint = 'choose' | 'widgetLoading' | { readonly words: string };

const status = (text: string): Message => ({ text, tone: 'status' });

/** Chooses the message for a state. */
export function messageOf(
  state: CheckoutState,
  strings: Strings,
  hint?: Hint,
  unmarked: readonly string[] = [],
): Message {
  switch (state.status) {
    case 'idle':
      return status('');
    case 'preparing':
      return status(state.offer ? strings.refreshing : strings.loading);
    case 'ready':
      if (hint !== undefined) return { text: typeof hint === 'string' ? strings[hint] : hint.words, tone: 'error' };
      return noticeOf(state.notice, state.offer, strings, unmarked) ?? status('');
    case 'authorizing':
      return status(strings.authorizing);
    case 'authorized':
      if (typeof hint === 'object') return { text: hint.words, tone: 'error' };
      return (
        noticeOf(state.notice, state.offer, strings, unmarked) ??
        status(state.held && !state.taken ? strings.finalizeNext : strings.approved)
      );
    case 'ordering':
      return status(strings.ordering);
    case 'complete':
      return { text: thanks(state.order, strings), tone: 'success' };
    case 'unavailable':
      return { text: strings.unavailable[state.reason], tone: 'calm' };
    case 'failed':
      return { text: strings.failed[failureOf(state.error, state.approval !== undefined)], tone: 'error' };
  }
}

function thanks({ order_id, fraud_status }: PlacedOrder, strings: Strings): string {
  if (order_id === undefined) return strings.tokenized;
  return fraud_status === 'PENDING' ? strings.pending : strings.complete;
}

function noticeOf(
  notice: Notice | undefined,
  { session }: Offer,
  strings: Strings,
  unmarked: readonly string[],
): Message | undefined {
  switch (notice?.kind) {
    case 'closed':
      return status(notice.at_once ? strings.closedAtOnce : strings.closed);
    case 'invalid': {
      // Name the fields that could not be marked. Otherwise name all, for shoppers who cannot see the marks.
      const fields = nameFields(unmarked.length > 0 ? unmarked : notice.invalid_fields, strings);
      return { text: strings.invalid(fields), tone: 'error' };
    }
    case 'cart-changed':
      return { text: cartChanged(session, strings), tone: 'calm' };
    case 'expired':
      return { text: strings.expiredAnew, tone: 'calm' };
    case 'renewed':
      return { text: strings.renewed, tone: 'calm' };
    case 'elsewhere':
      return { text: strings.otherTab, tone: 'calm' };
    default:
      return undefined;
  }
}

/** Includes the new total if the session has one. */
function cartChanged({ order_amount, ...session }: CheckoutSession, strings: Strings): string {
  const currency = session.purchase_currency ?? findMarket(session.purchase_country ?? '')?.currency;
  // `Intl` throws for a currency of any other form.
  const isKnown = currency !== undefined && /^[a-z]{3}$/i.test(currency);
  if (order_amount === undefined || !isKnown) return strings.failed['cart-changed'];
  return strings.cartChanged(writeMoney(order_amount, currency, strings.lang));
}

/**
 * Klarna's minor unit is a hundredth in all its currencies. Some engines show no fractions for some of them: V8 rounds
 * the forint.
 */
const DIGITS = { minimumFractionDigits: 2, maximumFractionDigits: 2 };

const writeMoney = (minor_units: number, currency: string, lang: string): string =>
  new Intl.NumberFormat(lang, { style: 'currency', currency, ...DIGITS }).format(minor_units / 100);

/** Turns Klarna's paths (`billing_address.postal_code`) into the names of fields on a form. */
function nameFields(paths: readonly string[], { fields }: Strings): string {
  const isKnown = (word: string): word is FieldName => Object.hasOwn(fields, word);
  const words = paths.map((path) => path.slice(path.lastIndexOf('.') + 1));
  return [...new Set(words.map((word) => (isKnown(word) ? fields[word] : word.replaceAll('_', ' '))))].join(', ');
}
