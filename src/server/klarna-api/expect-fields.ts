import { isRecord } from '../../klarna/is-record.ts';
import { KlarnaApiError } from './klarna-api-error.ts';

export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

export const absentOr =
  (accepts: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === undefined || value === null || accepts(value);

export const isListOfObjects = (value: unknown): boolean => Array.isArray(value) && value.every(isRecord);

/** An object whose members are texts. */
export const isTexts = (value: unknown): boolean =>
  isRecord(value) && Object.values(value).every((entry) => typeof entry === 'string');

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
  const detail = `the answer lacks ${missing.join(', ')}, or gives it in another form`;
  throw new KlarnaApiError({ operation, failure: 'bad-response', status: 200, detail });
}
