import { isRecord } from '../../klarna/is-record.ts';
import { KlarnaApiError } from './klarna-api-error.ts';

export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/**
 * Checks that Klarna's answer has the fields that the rest of the code relies on.
 *
 * @throws {KlarnaApiError} `bad-response`
 */
export function expectFields<T>(
  operation: string,
  body: unknown,
  fields: Readonly<Record<string, (value: unknown) => boolean>>,
): T {
  const record = isRecord(body) ? body : {};
  const missing = Object.keys(fields).filter((name) => !fields[name]?.(record[name]));
  if (missing.length === 0) return record as T;
  const detail = `the answer lacks ${missing.join(', ')}`;
  throw new KlarnaApiError({ operation, failure: 'bad-response', status: 200, detail });
}
