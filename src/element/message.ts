import type { CheckoutState } from '../checkout/machine.ts';
import { fieldName, strings } from './strings.ts';

export interface Message {
  readonly text: string;
  /**
   * `status` and `success` are told when there is a pause; `error` and `calm` interrupt. `calm` is an answer, not a
   * fault.
   */
  readonly tone: 'status' | 'success' | 'calm' | 'error';
}

const status = (text: string): Message => ({ text, tone: 'status' });

/** The one line that tells the shopper where they are. */
export function messageOf(state: CheckoutState, hint?: string, unmarked: readonly string[] = []): Message {
  switch (state.status) {
    case 'idle':
      return status('');
    case 'preparing':
      return status(state.offer ? strings.refreshing : strings.loading);
    case 'ready':
      if (hint !== undefined) return { text: hint, tone: 'error' };
      if (state.notice?.kind === 'closed') return status(state.notice.at_once ? strings.closedAtOnce : strings.closed);
      if (state.notice?.kind !== 'invalid') return status('');
      return { text: strings.invalid(nameFields(state.notice.invalid_fields, unmarked)), tone: 'error' };
    case 'authorizing':
      return status(strings.authorizing);
    case 'authorized':
      return status(strings.approved);
    case 'ordering':
      return status(strings.ordering);
    case 'complete':
      return { text: state.order.fraud_status === 'PENDING' ? strings.pending : strings.complete, tone: 'success' };
    case 'unavailable':
      return { text: strings.unavailable(state.reason), tone: 'calm' };
    case 'failed':
      return { text: strings.failed(state.error, state.approval !== undefined), tone: 'error' };
  }
}

/** The fields that could not be marked on the page matter most; else all of them, for those who cannot see the marks. */
const nameFields = (invalid: readonly string[], unmarked: readonly string[]): string =>
  [...new Set((unmarked.length > 0 ? unmarked : invalid).map(fieldName))].join(', ');
