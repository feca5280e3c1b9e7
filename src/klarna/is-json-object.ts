import { isRecord } from './is-record.ts';

/** True for a text that contains a JSON object: the form of an attachment's `body`. */
export function isJsonObject(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    return isRecord(JSON.parse(value));
  } catch {
    return false;
  }
}
