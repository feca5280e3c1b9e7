/**
 * What the browser is told when Klarna fails: the whole mapping, first match wins.
 *
 * Klarna's 401 and 403 about the account never become the shopper's 401: they are the merchant's to mend, so they are
 * a 502 like every other fault between the shop and Klarna.
 */
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import { type ErrorCode, type ErrorReason, HttpError } from './http-error.ts';

/** Which part of the flow asked. It is also the code where nothing finer is known. */
type FlowStep = 'session' | 'order';

interface Row {
  when: (error: KlarnaApiError, asking: FlowStep) => boolean;
  status: number;
  /** Default: the part of the flow that asked. */
  code?: ErrorCode;
  reason: ErrorReason;
  message: string;
}

const says = (error: KlarnaApiError, status: number, error_code: string): boolean =>
  error.status === status && error.error_code === error_code;

/** Klarna will not take this body, however often it is sent. Its other 4xx are about the account, the token or the moment. */
export const isAboutRequest = ({ status }: KlarnaApiError): boolean =>
  status >= 400 && status < 500 && ![401, 403, 404, 408, 409, 425, 429].includes(status);

/** Calls that use an approval. */
const USES_APPROVAL = ['createOrder', 'createCustomerToken'];

const TABLE: readonly Row[] = [
  {
    when: (error) => error.failure === 'timeout',
    status: 504,
    reason: 'timeout',
    message: 'Klarna did not answer in time. Try again.',
  },
  {
    when: (error) => error.failure === 'unreachable',
    status: 502,
    reason: 'unreachable',
    message: 'Klarna could not be reached. Try again.',
  },
  {
    when: (error) => error.failure === 'bad-response',
    status: 502,
    reason: 'bad-response',
    message: 'Klarna’s answer could not be read. Try again.',
  },
  {
    when: (error) => error.status === 429,
    status: 503,
    reason: 'rate-limited',
    message: 'Klarna takes no more requests of this shop for the moment. Try again a little later.',
  },
  {
    when: (error) => error.status === 401,
    status: 502,
    code: 'configuration',
    reason: 'credentials',
    message: 'Klarna refused the shop’s credentials. Check username, password, environment and region.',
  },
  {
    when: (error) => says(error, 403, 'REJECTED'),
    status: 402,
    code: 'authorization',
    reason: 'declined',
    message: 'Klarna declined this purchase when the order was placed. Offer another way to pay.',
  },
  {
    when: (error) => error.status === 403,
    status: 502,
    code: 'configuration',
    reason: 'not-allowed',
    message: 'Klarna does not allow this to the shop’s account. Ask Klarna with the correlation_id.',
  },
  {
    // There is no session yet that could have ended, and no approval that could not match.
    when: (error) => error.status === 404 && error.operation === 'createSession',
    status: 502,
    code: 'configuration',
    reason: 'no-klarna',
    message: 'Klarna’s Payments API is not at that address. Check environment and region.',
  },
  {
    when: (error, asking) => error.status === 404 && asking === 'session',
    status: 410,
    reason: 'expired',
    message: 'The session has ended. Open a new one.',
  },
  {
    when: (error) => error.status === 404,
    status: 410,
    code: 'authorization',
    reason: 'expired',
    message: 'The approval has expired, was replaced by a newer one, or is of another session. Approve again.',
  },
  {
    when: (error) => error.status === 409 && error.operation !== 'createSession',
    status: 409,
    code: 'cart-changed',
    reason: 'not-matching',
    message: 'The order is not what the shopper approved. Approve again.',
  },
  {
    when: (error) => error.status >= 500,
    status: 502,
    reason: 'klarna-error',
    message: 'Klarna had an error of its own. Try again.',
  },
  {
    when: (error) => isAboutRequest(error) && USES_APPROVAL.includes(error.operation),
    status: 502,
    code: 'authorization',
    reason: 'bad-request',
    message:
      'Klarna does not accept this order. The approval was cancelled; approve again. error_messages names the fields.',
  },
  {
    when: () => true,
    status: 502,
    code: 'configuration',
    reason: 'bad-request',
    message: 'Klarna does not accept what the shop sent. error_messages names the fields.',
  },
];

/** Seconds, where Klarna refuses for its rate limit without saying how long: its window is one second. */
const DEFAULT_RETRY_AFTER = 1;

export function toHttpError(error: KlarnaApiError, asking: FlowStep): HttpError {
  const row = TABLE.find((candidate) => candidate.when(error, asking)) as Row;
  const answered = error.status !== 0;
  return new HttpError(
    row.status,
    {
      code: row.code ?? asking,
      message: row.message,
      reason: row.reason,
      error_code: error.error_code,
      error_messages: answered ? error.error_messages : undefined,
      correlation_id: error.correlation_id,
      klarna_status: answered ? error.status : undefined,
    },
    {
      cause: error,
      headers: error.status === 429 ? { 'retry-after': String(error.retry_after ?? DEFAULT_RETRY_AFTER) } : {},
    },
  );
}

/** What a call to Klarna gives, with its failure as the answer for the browser. */
export async function withKlarnaErrors<T>(asking: FlowStep, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw error instanceof KlarnaApiError ? toHttpError(error, asking) : error;
  }
}
