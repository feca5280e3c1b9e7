import type { KlarnaErrorBody } from '../../klarna/types.ts';
import type { KlarnaError } from '../klarna-error.ts';

/** Headers of every recorded answer of the application, as opposed to those of the gateway before it. */
const headers = (correlation_id: string) => ({
  'klarna-correlation-id': correlation_id,
  'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
  pragma: 'no-cache',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
});

/** `application/json;charset=utf-8`: so spelled since September 2021. */
export const json = (correlation_id: string, body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { ...headers(correlation_id), 'content-type': 'application/json;charset=utf-8' },
  });

export const noContent = (correlation_id: string): Response =>
  new Response(null, { status: 204, headers: headers(correlation_id) });

export function refusal(correlation_id: string, { status, error_code, error_messages }: KlarnaError): Response {
  const body: KlarnaErrorBody = { error_code, error_messages, correlation_id };
  return json(correlation_id, body, status);
}
