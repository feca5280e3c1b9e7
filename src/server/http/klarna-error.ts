/**
 * Maps each error of Klarna to the answer for the browser. The first row that matches wins.
 *
 * Klarna's 401 and 403 about the account become a 502, like every other fault between the shop and Klarna. Only the merchant
 * can correct them, so they must not look like a 401 for the shopper.
 */
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import { type ErrorCode, type ErrorReason, HttpError } from './http-error.ts';

/** The part of the flow that called Klarna. It is also the `code`, unless a row names another one. */
type FlowStep = 'session' | 'order';

interface Row {
  when: (error: KlarnaApiError, step: FlowStep) => boolean;
  status: number;
  /** @default the part of the flow that called Klarna */
  code?: ErrorCode;
  reason: ErrorReason;
  message: string;
}

const says = (error: KlarnaApiError, status: number, error_code: string): boolean =>
  error.status === status && error.error_code === error_code;

/** Klarna refuses this body, and a repeat does not help. Its other 4xx are about the account, the token or the moment. */
export const isAboutRequest = ({ status }: KlarnaApiError): boolean =>
  status >= 400 && status < 500 && ![401, 403, 404, 408, 409, 425, 429].includes(status);

/** Klarna's calls that use an authorization. */
const USES_AUTHORIZATION = ['createOrder', 'createCustomerToken'];

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
    message: 'Klarna’s rate limit for this shop is reached. Try again a little later.',
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
    message: 'The shop’s account at Klarna may not do this. Contact Klarna and give the correlation_id.',
  },
  {
    // This call needs no session and no authorization, so the 404 can only be about the address.
    when: (error) => error.status === 404 && error.operation === 'createSession',
    status: 502,
    code: 'configuration',
    reason: 'no-klarna',
    message: 'Klarna’s Payments API is not at that address. Check environment and region.',
  },
  {
    when: (error, step) => error.status === 404 && step === 'session',
    status: 410,
    reason: 'expired',
    message: 'The session has ended. Open a new one.',
  },
  {
    when: (error) => error.status === 404,
    status: 410,
    code: 'authorization',
    reason: 'expired',
    message:
      'The authorization has expired, was replaced by a newer one, or belongs to another session. Authorize again.',
  },
  {
    when: (error) => error.status === 409 && error.operation !== 'createSession',
    status: 409,
    code: 'cart-changed',
    reason: 'not-matching',
    message: 'The order is not what the shopper authorized. Authorize again.',
  },
  {
    when: (error) => error.status >= 500,
    status: 502,
    reason: 'klarna-error',
    message: 'Klarna answered with a server error. Try again.',
  },
  {
    when: (error) => isAboutRequest(error) && USES_AUTHORIZATION.includes(error.operation),
    status: 502,
    code: 'authorization',
    reason: 'bad-request',
    message:
      'Klarna does not accept this order. The authorization was cancelled; authorize again. error_messages names the fields.',
  },
  {
    when: () => true,
    status: 502,
    code: 'configuration',
    reason: 'bad-request',
    message: 'Klarna does not accept the shop’s request. error_messages names the fields.',
  },
];

/** For a 429 of Klarna that names no time: Klarna's window is one second. */
const DEFAULT_RETRY_AFTER_S = 1;

export function toHttpError(error: KlarnaApiError, step: FlowStep): HttpError {
  const row = TABLE.find((candidate) => candidate.when(error, step)) as Row;
  const answered = error.status !== 0;
  return new HttpError(
    row.status,
    {
      code: row.code ?? step,
      message: row.message,
      reason: row.reason,
      error_code: error.error_code,
      error_messages: answered ? error.error_messages : undefined,
      correlation_id: error.correlation_id,
      klarna_status: answered ? error.status : undefined,
    },
    {
      cause: error,
      headers: error.status === 429 ? { 'retry-after': String(error.retry_after ?? DEFAULT_RETRY_AFTER_S) } : {},
    },
  );
}

/** Awaits a call to Klarna. If it fails, throws the answer for the browser. */
export async function withKlarnaErrors<T>(step: FlowStep, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw error instanceof KlarnaApiError ? toHttpError(error, step) : error;
  }
}
