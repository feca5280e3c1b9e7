/**
 * How a call failed:
 *
 * - `refused`: Klarna answered with a status of 300 or more.
 * - `timeout`: no complete answer in time. Klarna may have done what the call asked for.
 * - `unreachable`: no answer at all, because the connection was refused or reset, or the host does not exist.
 * - `bad-response`: a success without the documented content: cut off, a proxy's HTML, or a missing field.
 */
export type KlarnaFailure = 'refused' | 'timeout' | 'unreachable' | 'bad-response';

export interface KlarnaApiErrorFields {
  /** The name of the call, e.g. `createSession`. Never the path, because paths contain tokens. */
  operation: string;
  failure: KlarnaFailure;
  /** HTTP status; 0 if there was no answer. */
  status?: number;
  error_code?: string | undefined;
  error_messages?: string[];
  correlation_id?: string | undefined;
  /** Seconds to wait before the next try, if Klarna named a time. */
  retry_after?: number | undefined;
  /** A description, if Klarna gave none. */
  detail?: string;
}

/**
 * The only error of the Klarna client. It contains nothing that was sent (no credentials, tokens or personal data), so it can
 * be logged as it is. For the same reason it has no `cause`: a lower error may contain the request.
 */
export class KlarnaApiError extends Error {
  override readonly name = 'KlarnaApiError';
  readonly operation: string;
  readonly failure: KlarnaFailure;
  readonly status: number;
  readonly error_code: string | undefined;
  readonly error_messages: readonly string[];
  /** Klarna's id of the call, for Klarna's support. The gateway's 401 and 429 have none. */
  readonly correlation_id: string | undefined;
  readonly retry_after: number | undefined;
  /** The same call may succeed later. It does not say that a repeat is harmless: see the comment at each call. */
  readonly retryable: boolean;

  constructor(fields: KlarnaApiErrorFields) {
    const { operation, failure, status = 0, error_code, error_messages = [], correlation_id, detail } = fields;
    const said = [error_code, error_messages.length > 0 ? `(${error_messages.join('; ')})` : '', detail];
    const id = correlation_id ? `correlation_id ${correlation_id}` : '';
    const what = failure === 'refused' ? `Klarna refused with ${status}` : `${failure}${status ? ` (${status})` : ''}`;
    super([`${operation}: ${what}`, ...said, id].filter(Boolean).join(' '));
    this.operation = operation;
    this.failure = failure;
    this.status = status;
    this.error_code = error_code;
    this.error_messages = error_messages;
    this.correlation_id = correlation_id;
    this.retry_after = fields.retry_after;
    this.retryable = failure !== 'refused' || status === 429 || status >= 500;
  }
}
