/**
 * An answer that is not a success. Codes are the element's: they say who has to act (`configuration`: the merchant's
 * developer). The message is for developers; the shopper reads a text that the element picks by `code` and `reason`.
 */
export type ErrorCode = 'configuration' | 'session' | 'authorization' | 'order' | 'cart-changed';

export interface ErrorBody {
  code: ErrorCode;
  message: string;
  reason?: string | undefined;
  error_code?: string | undefined;
  error_messages?: readonly string[] | undefined;
  correlation_id?: string | undefined;
  /** The status that Klarna answered with. */
  klarna_status?: number | undefined;
}

export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly body: ErrorBody;
  readonly headers: Record<string, string>;

  /** @param cause goes to `onError` and never to the browser */
  constructor(status: number, body: ErrorBody, options: { cause?: unknown; headers?: Record<string, string> } = {}) {
    super(body.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.status = status;
    this.body = body;
    this.headers = options.headers ?? {};
  }

  /** With its length, so that a client whose body was refused sees the end while the connection lingers. */
  toResponse(): Response {
    const text = JSON.stringify(this.body);
    const length = String(new TextEncoder().encode(text).length);
    const own = { 'content-type': 'application/json', 'content-length': length, 'cache-control': 'no-store' };
    return new Response(text, { status: this.status, headers: { ...this.headers, ...own } });
  }
}

/** Klarna decided against the shopper: there is no order, and there will be none. */
export const isDeclined = (error: unknown): boolean => error instanceof HttpError && error.body.reason === 'declined';

/** Every answer is of one shopper and one moment: no cache may keep it. */
export function jsonResponse(
  body: unknown,
  init: { status?: number; headers?: Record<string, string> } = {},
): Response {
  return Response.json(body, { ...init, headers: { ...init.headers, 'cache-control': 'no-store' } });
}
