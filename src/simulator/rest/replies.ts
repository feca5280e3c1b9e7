/** Answers of REST calls as data, and their form in HTTP. */
import { textResponse } from '../../node/http-adapter.ts';
import type { KlarnaError } from '../klarna-error.ts';
import type { Reply } from '../state/records.ts';

export const ok = (body: unknown): Reply => ({ status: 200, body });

export const noContent: Reply = { status: 204 };

export const accepted: Reply = { status: 202 };

/** Order management's 201: headers name the new resource, and the body is empty. */
export const created = (headers: Readonly<Record<string, string>>): Reply => ({ status: 201, headers });

export const refusal = ({ status, error_code, error_messages }: KlarnaError): Reply => ({
  status,
  body: { error_code, error_messages },
});

/**
 * The headers of every answer of Klarna's application recorded since 2023. Answers of the gateway do not have them. An
 * older recording also has `pragma`.
 */
const HEADERS = {
  'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
};

/** The body as text; undefined if there is none. */
export function toText({ status, body }: Reply, correlation_id: string): string | undefined {
  if (body === undefined) return undefined;
  return JSON.stringify(status >= 400 ? { ...body, correlation_id } : body);
}

/** Spelled as recorded since 2023: error answers name no charset. */
export function toResponse({ status, headers }: Reply, text: string | undefined, correlation_id: string): Response {
  const all = { ...HEADERS, 'klarna-correlation-id': correlation_id, ...headers };
  if (text === undefined) return new Response(null, { status, headers: all });
  const type = status >= 400 ? 'application/json' : 'application/json;charset=utf-8';
  return textResponse(text, { status, headers: { ...all, 'content-type': type } });
}
