/**
 * Who has to act on an error:
 *
 * - `configuration`: the merchant's developer. The message says what to set.
 * - `sdk`: Klarna's script or its widget did not load (`reason`: `blocked`, `csp`, `offline`, `timeout`, `bad-response`).
 * - `session`: the endpoint could not open a session.
 * - `authorization`: Klarna could not finish the authorization, or it has expired.
 * - `order`: the shopper is authorized, and the order could not be placed.
 * - `cart-changed`: the cart differs from the authorized one, so the shopper has to authorize again.
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

/**
 * Every `reason` that the checkout gives by itself, or acts on if the endpoint gives it. docs/headless.md explains each.
 * The endpoint has more: docs/merchant-server.md lists them, and they reach the page unchanged.
 */
export const ERROR_REASONS = [
  'already-ordered',
  'already-placed',
  'bad-order',
  'bad-response',
  'blocked',
  'csp',
  'declined',
  'empty-cart',
  'expired',
  'interrupted',
  'not-found',
  'offline',
  'redirected',
  'refresh-loop',
  'timeout',
  'unfinished',
  'unreachable',
] as const;

export type ErrorReason = (typeof ERROR_REASONS)[number];

declare const fromEndpoint: unique symbol;

/** A reason that the endpoint gave: any text. The compiler takes no literal for it, so that a typing error does not compile. */
export type EndpointReason = string & { readonly [fromEndpoint]: true };

interface KlarnaCheckoutErrorOptions {
  /** The detail of the code, e.g. `offline`, `timeout`, `blocked`, `empty-cart`. */
  reason?: ErrorReason | EndpointReason | undefined;
  /** Klarna's id of the failed call. Klarna's support asks for it. */
  correlation_id?: string | undefined;
  /** Seconds until the endpoint accepts another request (`Retry-After`). */
  retry_after?: number | undefined;
  cause?: unknown;
}

/** The only kind of error that leaves this package. Messages are for developers and hold no personal data. */
export class KlarnaCheckoutError extends Error {
  override readonly name = 'KlarnaCheckoutError';
  readonly code: KlarnaCheckoutErrorCode;
  /** An `ErrorReason`, or a reason of the endpoint. */
  readonly reason: ErrorReason | (string & {}) | undefined;
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

/** Compares with a reason that the compiler knows. */
export const hasReason = ({ reason }: KlarnaCheckoutError, ...reasons: ErrorReason[]): boolean =>
  (reasons as unknown[]).includes(reason);

/** A `KlarnaCheckoutError` stays as it is. Anything else becomes the cause of a new one with `code`. */
export const toCheckoutError = (
  thrown: unknown,
  code: KlarnaCheckoutErrorCode,
  message: string,
): KlarnaCheckoutError =>
  thrown instanceof KlarnaCheckoutError ? thrown : new KlarnaCheckoutError(code, message, { cause: thrown });
