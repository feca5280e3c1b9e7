/** Rough cost in memory of an entry of an object or a list, and of a character, with V8's overhead. */
const ENTRY_BYTES = 64;
const CHARACTER_BYTES = 2;

/** Estimates the bytes of a record in memory. An object that is referenced twice counts once. */
export function weigh(record: unknown): number {
  const seen = new Set<object>();
  const waiting: unknown[] = [record];
  let weight = 0;
  while (waiting.length > 0) {
    const value = waiting.pop();
    weight += ENTRY_BYTES;
    if (typeof value === 'string') weight += value.length * CHARACTER_BYTES;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    for (const [name, entry] of Object.entries(value)) {
      weight += name.length * CHARACTER_BYTES;
      waiting.push(entry);
    }
  }
  return weight;
}
