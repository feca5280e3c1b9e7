/** Reads Klarna's answers: JSON, the HTML of a gateway, or an empty body. */
import { isRecord } from '../../klarna/is-record.ts';
import { KlarnaApiError, type KlarnaApiErrorFields } from './klarna-api-error.ts';

/** @returns parsed JSON; undefined if the body is empty */
export async function readBody(operation: string, response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  const body = parseJson(text);
  if (body !== undefined && !isDeeper(body, MAX_DEPTH)) return body;
  throw new KlarnaApiError({
    operation,
    failure: 'bad-response',
    status: response.status,
    correlation_id: response.headers.get('klarna-correlation-id') ?? undefined,
    detail: body === undefined ? 'the answer is not complete JSON' : `the answer is deeper than ${MAX_DEPTH} levels`,
  });
}

/** Klarna's answers have about five levels. A recursive function of the handler or of the shop would overflow the stack at some thousand. */
const MAX_DEPTH = 100;

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((entry) => isDeeper(entry, levels - 1)));

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
    error_messages: Array.isArray(error_messages) ? error_messages.filter((said) => typeof said === 'string') : [],
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
