import type { CustomerDetails } from '../klarna/types.ts';

/**
 * A plain copy without empty values, because Klarna refuses an empty text. Vue, Svelte, Solid and Alpine wrap objects in
 * proxies. Klarna's script posts the details to its frame, and browsers post no proxy and no function (`DataCloneError`).
 *
 * @param details any value; if it is not an object, the copy is empty
 */
export function copyDetails(details: unknown): CustomerDetails {
  const copy = copyValue(details);
  return typeof copy === 'object' && copy !== null && !Array.isArray(copy) ? copy : {};
}

/** Adds each detail of `more` to `details`, or replaces it there. Neither argument is changed. */
export function mergeDetails(details: CustomerDetails, more: CustomerDetails): CustomerDetails {
  const { billing_address, shipping_address, customer, ...rest } = copyDetails(more);
  const merged = {
    billing_address: { ...details.billing_address, ...billing_address },
    shipping_address: { ...details.shipping_address, ...shipping_address },
    customer: { ...details.customer, ...customer },
  };
  return copyDetails({ ...details, ...rest, ...merged });
}

function copyValue(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (Array.isArray(value)) return value.map(copyValue).filter((entry) => entry !== undefined);
  if (typeof value === 'function') return undefined;
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  const entries = Object.entries(value).flatMap(([name, part]) => {
    const copy = copyValue(part);
    return copy === undefined ? [] : [[name, copy] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
