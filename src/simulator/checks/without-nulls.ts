import { isAbsent } from './fields.ts';

/** A deep copy in which null members are gone, as the wire's null means "not given". */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => !isAbsent(entry))
      .map(([name, entry]) => [name, withoutNulls(entry)]),
  );
}
