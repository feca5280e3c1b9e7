/**
 * `Klarna.Payments` with promises. Each promise settles once, although the SDK calls back *and* throws on misuse. A refusal
 * is a result and a failure is an error. Each wait has an end, which the SDK does not guarantee.
 */
import type { AuthorizeResult, KlarnaPayments, LoadResult, UpdateData } from '../../klarna/sdk.ts';
import { KlarnaCheckoutError, toCheckoutError } from '../errors.ts';
import { withTimeout } from '../timers.ts';
import { withResolvers } from '../with-resolvers.ts';

/** The SDK gives up on its iframe after 30 s and calls back. This limit is for an SDK that does not call back. */
const LOAD_TIMEOUT_MS = 35_000;

/**
 * If its iframe fails to load, the SDK reports the same result as for a refusal. A real refusal takes seconds, so a later
 * one is treated as a load error.
 */
const LATE_REFUSAL_MS = 25_000;

/** The result of an authorization, read from the SDK's object. */
export type AuthorizeOutcome =
  | { readonly type: 'approved'; readonly authorization_token: string | undefined }
  | { readonly type: 'invalid'; readonly invalid_fields: readonly string[] }
  | { readonly type: 'closed'; readonly at_once: boolean }
  | { readonly type: 'declined' };

/** @throws {KlarnaCheckoutError} `session` if Klarna's script refuses the token */
export function init(payments: KlarnaPayments, client_token: string): void {
  try {
    payments.init({ client_token });
  } catch (cause) {
    throw toCheckoutError(cause, 'session', 'Klarna.Payments.init refused the client_token.');
  }
}

/** A widget's name for Klarna's script: its category, and an own id if the page has two widgets of that category. */
export interface WidgetName {
  readonly payment_method_category: string;
  readonly instance_id?: string | undefined;
}

/** Resolves with true if Klarna offers the category. Sends only the category: no customer data before `authorize`. */
export function load(
  payments: KlarnaPayments,
  container: HTMLElement,
  widget: WidgetName,
  timeoutMs = LOAD_TIMEOUT_MS,
): Promise<boolean> {
  const answer = settleOnce<LoadResult>('Klarna.Payments.load', 'sdk', (callback) =>
    payments.load({ container, ...named(widget) }, {}, callback),
  );
  return waitForWidget(answer, `The widget ${widget.payment_method_category} did not arrive.`, timeoutMs);
}

/** Klarna's view of the chosen category, for a review page. Klarna offers it in the US and in Great Britain only. */
export function loadPaymentReview(
  payments: KlarnaPayments,
  container: HTMLElement,
  timeoutMs = LOAD_TIMEOUT_MS,
): Promise<boolean> {
  const answer = settleOnce<LoadResult>('Klarna.Payments.loadPaymentReview', 'sdk', (callback) =>
    payments.loadPaymentReview({ container }, callback),
  );
  return waitForWidget(answer, 'The payment review did not arrive.', timeoutMs);
}

async function waitForWidget(answer: Promise<LoadResult>, message: string, timeoutMs: number): Promise<boolean> {
  const late = new KlarnaCheckoutError('sdk', message, { reason: 'timeout' });
  const began = performance.now();
  const isShown = (await withTimeout(answer, timeoutMs, late))?.show_form === true;
  if (!isShown && performance.now() - began >= LATE_REFUSAL_MS) throw late;
  return isShown;
}

/** Omits the key `instance_id` if it is undefined, because Klarna's script checks whether the key exists. */
const named = ({ payment_method_category, instance_id }: WidgetName) => ({
  payment_method_category,
  ...(instance_id !== undefined && { instance_id }),
});

/**
 * Calls the SDK before it returns, so that the pop-up opens in the shopper's click. It has no time-out: the shopper may take
 * any time, and the SDK calls back when they close Klarna.
 */
export function authorize(
  payments: KlarnaPayments,
  widget: WidgetName,
  data: UpdateData,
  auto_finalize = true,
): Promise<AuthorizeOutcome> {
  const clicked = performance.now();
  const options = { ...named(widget), ...(!auto_finalize && { auto_finalize }) };
  return settleOnce<AuthorizeResult>('Klarna.Payments.authorize', 'authorization', (callback) =>
    payments.authorize(options, data, callback),
  ).then((result) => readOutcome(result, performance.now() - clicked < AT_ONCE_MS));
}

/**
 * The SDK gives the same result for a window that the shopper closed and for one that the browser never opened. A person
 * takes longer than this to close it.
 */
const AT_ONCE_MS = 500;

/** Whether Klarna wants `finalize` before it gives a token. Old copies of the SDK may want it even with `auto_finalize`. */
export const needsFinalize = (outcome: AuthorizeOutcome): boolean =>
  outcome.type === 'approved' && outcome.authorization_token === undefined;

/** For a cart that has changed since the authorization, on a page without the widget. Needs `init`, not `load`. */
export function reauthorize(
  payments: KlarnaPayments,
  payment_method_category: string,
  data: UpdateData,
): Promise<AuthorizeOutcome> {
  return settleOnce<AuthorizeResult>('Klarna.Payments.reauthorize', 'authorization', (callback) =>
    payments.reauthorize({ payment_method_category }, data, callback),
  ).then((result) => readOutcome(result));
}

/** Never results in another `finalize`, because that could repeat without end. */
export function finalize(
  payments: KlarnaPayments,
  payment_method_category: string,
  data: UpdateData,
): Promise<AuthorizeOutcome> {
  return settleOnce<AuthorizeResult>('Klarna.Payments.finalize', 'authorization', (callback) =>
    payments.finalize({ payment_method_category }, data, callback),
  ).then((result) => {
    const outcome = readOutcome(result);
    if (needsFinalize(outcome)) throw unusable('Klarna.Payments.finalize wants to be called again.');
    return outcome;
  });
}

/** The widget has left the page, so the shopper saw no window. */
export const widgetMissing = (): KlarnaCheckoutError => unusable('Klarna.Payments.authorize did not find its widget.');

const unusable = (message: string) => new KlarnaCheckoutError('authorization', message, { reason: 'bad-response' });

/**
 * Checks `finalize_required` first, because old copies of the SDK send it with `approved: false`. Unknown keys are ignored.
 * Without approval, `show_form: false` is a decline. `show_form: true` means that the shopper closed Klarna or has to
 * correct something.
 */
export function readOutcome(result: AuthorizeResult | undefined, at_once = false): AuthorizeOutcome {
  if (typeof result !== 'object' || result === null) {
    throw unusable('Klarna.Payments.authorize called back without a result.');
  }
  if (result.finalize_required === true) return { type: 'approved', authorization_token: undefined };
  if (result.approved === true) {
    if (typeof result.authorization_token !== 'string' || result.authorization_token === '') {
      throw unusable('Klarna approved, but gave no authorization_token.');
    }
    return { type: 'approved', authorization_token: result.authorization_token };
  }
  const invalid_fields = result.error?.invalid_fields;
  if (Array.isArray(invalid_fields)) return { type: 'invalid', invalid_fields: invalid_fields.map(String) };
  return result.show_form === true ? { type: 'closed', at_once } : { type: 'declined' };
}

/**
 * On misuse the SDK calls back with a refusal and then throws. The exception is right, so a callback counts only in a
 * microtask after the call, when an exception has already rejected the promise.
 */
function settleOnce<Result>(
  call: string,
  code: 'sdk' | 'authorization',
  run: (callback: (result: Result) => void) => void,
): Promise<Result> {
  const { promise, resolve, reject } = withResolvers<Result>();
  try {
    run((result) => queueMicrotask(() => resolve(result)));
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : typeof cause;
    reject(new KlarnaCheckoutError(code, `${call} threw ${name}.`, { reason: 'bad-response', cause }));
  }
  return promise;
}
