import { isRecord } from '../klarna/is-record.ts';
import { KlarnaError } from './klarna-error.ts';
import { type Exchange, keepJson } from './state/exchanges.ts';

/** Klarna takes 1 MB. */
const MAX_BODY_BYTES = 1024 * 1024;

/** Klarna's deepest body has five levels. A megabyte of brackets would have a hundred thousand, too many to walk. */
const MAX_DEPTH = 32;

const isDeeperThan = (value: unknown, depth: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (depth === 0 || Object.values(value).some((entry) => isDeeperThan(entry, depth - 1)));

/**
 * Reads the body as a JSON object, and records it as sent.
 *
 * @throws {KlarnaError} 400 BAD_REQUEST with no message, or 413
 */
export async function readJsonBody(request: Request, exchange?: Exchange): Promise<Record<string, unknown>> {
  const text = await readText(request);
  const value = parse(text);
  if (!isRecord(value) || isDeeperThan(value, MAX_DEPTH)) throw new KlarnaError(400, 'BAD_REQUEST');
  if (exchange) exchange.sent = keepJson(text);
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new KlarnaError(400, 'BAD_REQUEST');
  }
}

/**
 * Reads the body as text, up to the limit.
 *
 * @throws {KlarnaError} 413, with the code of order management, because the Payments API documents none
 */
export async function readText(request: Request): Promise<string> {
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  const reader = request.body?.getReader();
  for (;;) {
    const chunk = await reader?.read();
    if (chunk === undefined || chunk.done) return text + decoder.decode();
    size += chunk.value.byteLength;
    if (size > MAX_BODY_BYTES) {
      // Release the reader and do not cancel it: cancelling closes the connection of some servers before the answer is
      // sent.
      reader?.releaseLock();
      throw new KlarnaError(413, 'REQUEST_TOO_LARGE');
    }
    text += decoder.decode(chunk.value, { stream: true });
  }
}
