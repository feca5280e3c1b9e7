import { isRecord } from './is-record.ts';

const isAbsent = (value: unknown): value is null | undefined => value === undefined || value === null;

/**
 * A deep copy in which members that are null or undefined are gone: on the wire, null means "not given". Recorded traffic
 * has `image_url: null` and `phone: null` accepted; nothing is known of a null elsewhere.
 */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isRecord(value) || typeof value.toJSON === 'function') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => !isAbsent(entry))
      .map(([name, entry]) => [name, withoutNulls(entry)]),
  );
}
