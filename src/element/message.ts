import type { CheckoutState } from '../checkout/machine.ts';
import { failureOf } from './failure.ts';
import type { Strings } from './strings/strings.ts';

export interface Message {
  readonly text: string;
  /**
   * `status` and `success` are told when there is a pause; `error` and `calm` interrupt. `calm` is an answer, not a
   * fault.
   */
  readonly tone: 'status' | 'success' | 'calm' | 'error';
}

/** The shopper pressed the button before it could work; the key of what they are told. */
export type Hint = 'choose' | 'widgetLoading';

const status = (text: string): Message => ({ text, tone: 'status' });

/** The one line that tells the shopper where they are. */
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
      if (hint !== undefined) return { text: strings[hint], tone: 'error' };
      if (state.notice?.kind === 'closed') return status(state.notice.at_once ? strings.closedAtOnce : strings.closed);
      if (state.notice?.kind !== 'invalid') return status('');
      // The fields that could not be marked on the page matter most; else all, for those who cannot see the marks.
      return {
        text: strings.invalid(nameFields(unmarked.length > 0 ? unmarked : state.notice.invalid_fields, strings)),
        tone: 'error',
      };
    case 'authorizing':
      return status(strings.authorizing);
    case 'authorized':
      return status(strings.approved);
    case 'ordering':
      return status(strings.ordering);
    case 'complete':
      return { text: state.order.fraud_status === 'PENDING' ? strings.pending : strings.complete, tone: 'success' };
    case 'unavailable':
      return { text: strings.unavailable[state.reason], tone: 'calm' };
    case 'failed':
      return { text: strings.failed[failureOf(state.error, state.approval !== undefined)], tone: 'error' };
  }
}

/** A path of Klarna (`billing_address.postal_code`) becomes what the field is called on a form. */
function nameFields(paths: readonly string[], strings: Strings): string {
  const names: Partial<Record<string, string>> = strings.fields;
  const words = paths.map((path) => path.slice(path.lastIndexOf('.') + 1));
  return [...new Set(words.map((word) => names[word] ?? word.replaceAll('_', ' ')))].join(', ');
}
