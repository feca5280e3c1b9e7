/** Which events a change of state fires, in order. */
import {
  KlarnaCancelEvent,
  KlarnaCompleteEvent,
  KlarnaErrorEvent,
  KlarnaInvalidEvent,
  KlarnaReadyEvent,
  KlarnaStatusEvent,
  KlarnaUnavailableEvent,
} from '../events.ts';
import type { CheckoutState, Notice } from './state.ts';

export interface Announcer {
  /** @returns false where a listener cancelled it */
  fire(event: Event): boolean;
  markInvalid(invalid_fields: readonly string[]): void;
  followRedirect(url: string): void;
}

export function fireEvents(before: CheckoutState, after: CheckoutState, announcer: Announcer): void {
  const { fire, followRedirect } = announcer;
  if (before.status !== after.status) fire(new KlarnaStatusEvent(after.status));
  // Another choice for the next try is no other failure.
  else if (after.status === 'failed' || after.status === 'unavailable') return;
  switch (after.status) {
    case 'ready':
      if (before.status === 'preparing') fire(new KlarnaReadyEvent(after.offer.session.payment_method_categories));
      if (before.status === 'authorizing') announceReturn(after.notice, announcer);
      return;
    case 'authorized':
      if (before.status === 'authorizing') announceReturn(after.notice, announcer);
      return;
    case 'unavailable':
      fire(new KlarnaUnavailableEvent(after.reason));
      return;
    case 'failed':
      fire(new KlarnaErrorEvent(after.error));
      return;
    case 'complete':
      if (fire(new KlarnaCompleteEvent(after.order)) && after.order.redirect_url)
        followRedirect(after.order.redirect_url);
      return;
    default:
  }
}

function announceReturn(notice: Notice | undefined, { fire, markInvalid }: Announcer): void {
  if (notice?.kind === 'closed') fire(new KlarnaCancelEvent());
  if (notice?.kind !== 'invalid') return;
  const { invalid_fields } = notice;
  if (fire(new KlarnaInvalidEvent(invalid_fields))) markInvalid(invalid_fields);
}
