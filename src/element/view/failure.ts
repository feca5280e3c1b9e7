import type { KlarnaCheckoutError } from '../../checkout/errors.ts';
import type { Failure } from '../strings/strings.ts';

/** Reasons that say more to a shopper than the code they come with. */
const TELLING_REASONS = ['offline', 'expired', 'empty-cart'] as const;

/** What the shopper is told of a failure. With an approval in hand that comes first: nobody should pay twice. */
export function failureOf({ code, reason }: Pick<KlarnaCheckoutError, 'code' | 'reason'>, approved: boolean): Failure {
  if (approved) return reason === 'offline' ? 'approved-offline' : 'approved';
  // These two recover by themselves, so the shopper need not press anything.
  if (reason === 'offline' && (code === 'sdk' || code === 'session')) return 'offline-waiting';
  return TELLING_REASONS.find((telling) => telling === reason) ?? code;
}
