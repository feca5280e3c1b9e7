import { isRecord } from '../../klarna/is-record.ts';

/** JSON with sorted keys: two bodies that say the same give the same text, however they were written. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, entry: unknown) =>
    isRecord(entry) ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1))) : entry,
  );
