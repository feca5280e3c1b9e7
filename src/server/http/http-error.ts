/**
 * An answer that is not a success.
 *
 * `code` is also the code of the element's error. It says who has to act; `configuration` is the merchant's developer.
 * `reason` says what happened. The message is for developers: the element picks the shopper's text by `code` and `reason`.
 */
export type ErrorCode = 'configuration' | 'session' | 'authorization' | 'order' | 'cart-changed';

/** Every `reason` that the handler can answer. The tables of docs/merchant-server.md say when; a test compares the two. */
export const ERROR_REASONS = [
  'already-ordered',
  'already-placed',
  'bad-body',
  'bad-json',
  'bad-order',
  'bad-request',
  'bad-response',
  'bad-seal',
  'body-read',
  'content-encoding',
  'content-type',
  'credentials',
  'cross-site',
  'customer-details',
  'declined',
  'empty-cart',
  'expired',
  'internal',
  'klarna-error',
  'method',
  'no-klarna',
  'not-allowed',
  'not-found',
  'not-matching',
  'not-saved',
  'rate-limited',
  'shop-error',
  'timeout',
  'too-large',
  'unavailable',
  'unknown-token',
  'unreachable',
] as const;

export type ErrorReason = (typeof ERROR_REASONS)[number];

export interface ErrorBody {
  code: ErrorCode;
  reason: ErrorReason;
  /** For developers. It holds no token and no personal data. */
  message: string;
  error_code?: string | undefined;
  error_messages?: readonly string[] | undefined;
  correlation_id?: string | undefined;
  /** The status that Klarna answered with. */
  klarna_status?: number | undefined;
}

interface HttpErrorOptions {
  /** Goes to `onError` and never to the browser. */
  cause?: unknown;
  headers?: Record<string, string>;
}

export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly body: ErrorBody;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: ErrorBody, options: HttpErrorOptions = {}) {
    super(body.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.status = status;
    this.body = body;
    this.headers = options.headers ?? {};
  }

  /** The same error, answered with more headers. */
  withHeaders(headers: Record<string, string>): HttpError {
    const { status, body, cause } = this;
    const copy = new HttpError(status, body, { cause, headers: { ...this.headers, ...headers } });
    // Developers need the place where the error was thrown first.
    if (this.stack !== undefined) copy.stack = this.stack;
    return copy;
  }

  /** The answer states its length. So a client whose body was refused sees the end while the connection stays open. */
  toResponse(): Response {
    const text = JSON.stringify(this.body);
    const length = String(new TextEncoder().encode(text).length);
    const own = { 'content-type': 'application/json', 'content-length': length, 'cache-control': 'no-store' };
    return new Response(text, { status: this.status, headers: { ...this.headers, ...own } });
  }
}

/** Klarna decided against the shopper: there is no order, and there will be none. */
export const isDeclined = (error: unknown): boolean => error instanceof HttpError && error.body.reason === 'declined';
