import { isRecord } from '../../../src/klarna/is-record.ts';
import { HttpError } from '../http/http-error.ts';

/**
 * Reads which period to charge. The body names the period and never says "the next", so that a repeated request is the
 * same charge.
 *
 * @throws {HttpError} 400
 */
export function readPeriod(body: unknown): number {
  const period = isRecord(body) ? body.period : undefined;
  if (typeof period === 'number' && Number.isSafeInteger(period) && period >= 0) return period;
  throw new HttpError(400, '`period` is a whole number, 0 or more: the `next.period` of the subscription.');
}
