/**
 * How a call ended that did not succeed:
 *
 * - `refused`: Klarna answered with a status of 300 or more.
 * - `timeout`: no complete answer in time. What the call asked for may have happened.
 * - `unreachable`: no answer at all: refused, reset, no such host.
 * - `bad-response`: a success that is not what Klarna promises: cut off, HTML of a proxy, a field missing.
 */
export type KlarnaFailure = 'refused' | 'timeout' | 'unreachable' | 'bad-response';

export interface KlarnaApiErrorFields {
  /** The call's name in the client, e.g. `createSession`. Paths are not told: they hold tokens. */
  operation: string;
  failure: KlarnaFailure;
  /** HTTP status, 0 where there was no answer. */
  status?: number;
  error_code?: string | undefined;
  error_messages?: string[];
  correlation_id?: string | undefined;
  /** Seconds to wait before the next try, where Klarna said so. */
  retry_after?: number | undefined;
  /** What happened in words, where Klarna gave none. */
  detail?: string;
}

/**
 * The only error of the Klarna client. It holds nothing that was sent (no credentials, tokens or personal data), so it
 * can be logged as it is. For the same reason it has no `cause`: the errors under it may keep the request.
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
  /** The same call may succeed later. Whether a repeat is *harmless* is another question: see the client's calls. */
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
