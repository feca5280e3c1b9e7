/** Reads Klarna's answers: JSON, the HTML of a gateway, or an empty body. */
import { isRecord } from '../../klarna/is-record.ts';
import { KlarnaApiError, type KlarnaApiErrorFields } from './klarna-api-error.ts';

/** @returns parsed JSON; undefined if the body is empty */
export async function readBody(operation: string, response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new KlarnaApiError({
      operation,
      failure: 'bad-response',
      status: response.status,
      correlation_id: response.headers.get('klarna-correlation-id') ?? undefined,
      detail: 'the answer is not complete JSON',
    });
  }
}

/** Klarna's gateway sends HTML with a 401 and nothing with a 429, so the body may contain no error. */
export async function describeRefusal(operation: string, response: Response): Promise<KlarnaApiErrorFields> {
  const body = await response.text().then(parseJson, () => undefined);
  const { error_code, error_messages, correlation_id } = isRecord(body) ? body : {};
  const header = response.headers.get('klarna-correlation-id') ?? undefined;
  return {
    operation,
    failure: 'refused',
    status: response.status,
    error_code: typeof error_code === 'string' ? error_code : undefined,
    error_messages: Array.isArray(error_messages) ? error_messages.map(String) : [],
    correlation_id: typeof correlation_id === 'string' ? correlation_id : header,
    retry_after: seconds(response.headers.get('retry-after') ?? response.headers.get('x-ratelimit-reset')),
    ...(response.status === 401
      ? { detail: 'check username, password, environment and region: credentials of one are not valid for another' }
      : {}),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const seconds = (header: string | null): number | undefined =>
  header !== null && /^\d{1,6}$/.test(header) ? Number(header) : undefined;
