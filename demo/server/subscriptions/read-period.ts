import { isRecord } from '../../../src/klarna/is-record.ts';
import { HttpError } from '../http/http-error.ts';

/**
 * Which charge is meant. It names the one and never "the next", so that the same press, sent twice, is the same charge.
 *
 * @throws {HttpError} 400
 */
export function readPeriod(body: unknown): number {
  const period = isRecord(body) ? body.period : undefined;
  if (typeof period === 'number' && Number.isSafeInteger(period) && period >= 0) return period;
  throw new HttpError(
    400,
    '`period` is a whole number, 0 or more: the one that `next.period` of the subscription says.',
  );
}
