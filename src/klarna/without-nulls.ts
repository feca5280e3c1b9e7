import { isRecord } from './is-record.ts';

const isAbsent = (value: unknown): value is null | undefined => value === undefined || value === null;

/**
 * The same data without members that are null or undefined, at every level: on the wire, null means "not given". Recorded
 * traffic has `image_url: null` and `phone: null` accepted; nothing is known of a null elsewhere.
 *
 * @returns the value itself if nothing is to be removed, which is the rule; else a deep copy
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
