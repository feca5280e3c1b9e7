/** The events that each change of state fires, in order. */
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

interface EventEffects {
  /** @returns false if a listener cancelled the event */
  fire(event: Event): boolean;
  markInvalid(invalid_fields: readonly string[]): void;
  followRedirect(url: string): void;
}

export function fireEvents(before: CheckoutState, after: CheckoutState, effects: EventEffects): void {
  const { fire, followRedirect } = effects;
  if (before.status !== after.status) fire(new KlarnaStatusEvent(after.status));
  // The shopper chose another category for the next try. The failure is the same.
  else if (after.status === 'failed' || after.status === 'unavailable') return;
  switch (after.status) {
    case 'ready':
      if (before.status === 'preparing') fire(new KlarnaReadyEvent(after.offer.session.payment_method_categories));
      if (before.status === 'authorizing') fireReturnEvents(after.notice, effects);
      return;
    case 'authorized':
      if (before.status === 'authorizing') fireReturnEvents(after.notice, effects);
      return;
    case 'unavailable':
      fire(new KlarnaUnavailableEvent(after.reason));
      return;
    case 'failed':
      fire(new KlarnaErrorEvent(after.error));
      return;
    case 'complete':
      if (fire(new KlarnaCompleteEvent(after.order)) && after.order.redirect_url) {
        followRedirect(after.order.redirect_url);
      }
      return;
    default:
  }
}

function fireReturnEvents(notice: Notice | undefined, { fire, markInvalid }: EventEffects): void {
  if (notice?.kind === 'closed') fire(new KlarnaCancelEvent());
  if (notice?.kind !== 'invalid') return;
  const { invalid_fields } = notice;
  if (fire(new KlarnaInvalidEvent(invalid_fields))) markInvalid(invalid_fields);
}
