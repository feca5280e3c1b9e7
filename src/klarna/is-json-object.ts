import { isRecord } from './is-record.ts';

/** Whether it is a JSON object in a text, as Klarna wants an attachment's `body`. */
export function isJsonObject(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    return isRecord(JSON.parse(value));
  } catch {
    return false;
  }
}
