import { isRecord } from './is-record.ts';

const isAbsent = (value: unknown): value is null | undefined => value === undefined || value === null;

/**
 * Removes members that are null or undefined, at every level, because null on the wire means "not given". In recorded traffic
 * Klarna accepts `image_url: null` and `phone: null`. Whether it accepts null in other fields is unknown.
 *
 * @returns usually the value itself; a deep copy if something was removed
 */
export const withoutNulls = (value: unknown): unknown => (hasNulls(value) ? copyWithoutNulls(value) : value);

const isPlain = (value: unknown): value is Record<string, unknown> =>
  isRecord(value) && typeof value.toJSON !== 'function';

function hasNulls(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasNulls);
  return isPlain(value) && Object.values(value).some((entry) => isAbsent(entry) || hasNulls(entry));
}

function copyWithoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyWithoutNulls);
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => !isAbsent(entry))
      .map(([name, entry]) => [name, copyWithoutNulls(entry)]),
  );
}
