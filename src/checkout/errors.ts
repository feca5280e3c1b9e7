/**
 * What went wrong, sorted by who has to act:
 *
 * - `configuration`: the merchant's developer. The message says what to set.
 * - `sdk`: Klarna's script or its widget did not come (`reason`: `blocked`, `csp`, `offline`, `timeout`, `bad-response`).
 * - `session`: the endpoint could not open a session.
 * - `authorization`: Klarna could not finish what the shopper began, or the approval has expired.
 * - `order`: the shopper is approved, the order could not be placed.
 * - `cart-changed`: the cart is not what the shopper approved; it has to be approved again.
 */
export type KlarnaCheckoutErrorCode = 'configuration' | 'sdk' | 'session' | 'authorization' | 'order' | 'cart-changed';

export const ERROR_CODES: readonly KlarnaCheckoutErrorCode[] = [
  'configuration',
  'sdk',
  'session',
  'authorization',
  'order',
  'cart-changed',
];

export interface KlarnaCheckoutErrorOptions {
  /** Finer than the code: `offline`, `timeout`, `blocked`, `bad-response`, `empty-cart`, `declined`, `expired`, … */
  reason?: string | undefined;
  /** Klarna's id of the failed call, to be given to Klarna's support. */
  correlation_id?: string | undefined;
  /** Seconds: how long the endpoint asks to be left alone (`Retry-After`). */
  retry_after?: number | undefined;
  cause?: unknown;
}

/** The only kind of error that leaves this package. Messages are for developers and hold no personal data. */
export class KlarnaCheckoutError extends Error {
  override readonly name = 'KlarnaCheckoutError';
  readonly code: KlarnaCheckoutErrorCode;
  readonly reason: string | undefined;
  readonly correlation_id: string | undefined;
  readonly retry_after: number | undefined;

  constructor(code: KlarnaCheckoutErrorCode, message: string, options: KlarnaCheckoutErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.reason = options.reason;
    this.correlation_id = options.correlation_id;
    this.retry_after = options.retry_after;
  }
}

/** The error itself where it is ours, else one of `code` around whatever was thrown. */
export const toCheckoutError = (
  thrown: unknown,
  code: KlarnaCheckoutErrorCode,
  message: string,
): KlarnaCheckoutError =>
  thrown instanceof KlarnaCheckoutError ? thrown : new KlarnaCheckoutError(code, message, { cause: thrown });
