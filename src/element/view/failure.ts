import type { KlarnaCheckoutError } from '../../checkout/errors.ts';
import type { Failure } from '../strings/strings.ts';

/** For these reasons the shopper gets a message of its own. Otherwise the code decides. */
const TELLING_REASONS = ['offline', 'expired', 'empty-cart'] as const;

/** Chooses the message for a failure. If Klarna has authorized, the message says so, so that nobody pays twice. */
export function failureOf({ code, reason }: Pick<KlarnaCheckoutError, 'code' | 'reason'>, approved: boolean): Failure {
  if (approved) return reason === 'offline' ? 'approved-offline' : 'approved';
  // The checkout retries these two by itself, so the shopper need not press anything.
  if (reason === 'offline' && (code === 'sdk' || code === 'session')) return 'offline-waiting';
  return TELLING_REASONS.find((telling) => telling === reason) ?? code;
}
