/**
 * `Klarna.Payments` with promises. It settles once (the SDK calls back *and* throws on misuse), keeps a refusal apart
 * from a breakdown, and puts an end to waiting where the SDK has none.
 */
import type { AuthorizeResult, KlarnaPayments, LoadResult, UpdateData } from '../../klarna/sdk.ts';
import { KlarnaCheckoutError, toCheckoutError } from '../errors.ts';
import { plainCopy } from '../plain-copy.ts';
import { withTimeout } from '../timers.ts';
import { withResolvers } from '../with-resolvers.ts';

/** Milliseconds. The SDK gives up on its iframe after 30 s and says so; this is for when it says nothing. */
const LOAD_TIMEOUT = 35_000;

/**
 * Milliseconds. Of a frame that did not come the SDK says what it says of a refusal. Klarna decides within seconds: a "no"
 * that takes so long is nobody's.
 */
const LATE = 25_000;

/** What an authorization came to, read out of the SDK's object. */
export type AuthorizeOutcome =
  | { readonly type: 'approved'; readonly authorization_token: string | undefined }
  | { readonly type: 'invalid'; readonly invalid_fields: readonly string[] }
  | { readonly type: 'closed'; readonly at_once: boolean }
  | { readonly type: 'declined' };

/** @throws {KlarnaCheckoutError} `session` when the token is not one */
export function init(payments: KlarnaPayments, client_token: string): void {
  try {
    payments.init({ client_token });
  } catch (cause) {
    throw toCheckoutError(cause, 'session', 'Klarna.Payments.init refused the client_token.');
  }
}

/** A widget's name for Klarna's script: its category, and an id of its own where the page has two of that category. */
export interface WidgetName {
  readonly payment_method_category: string;
  readonly instance_id?: string | undefined;
}

/** Resolves with whether Klarna offers the category. Sends nothing but the category: no customer data before authorize. */
export function load(
  payments: KlarnaPayments,
  container: HTMLElement,
  widget: WidgetName,
  timeout = LOAD_TIMEOUT,
): Promise<boolean> {
  const answer = settleOnce<LoadResult>('Klarna.Payments.load', 'sdk', (callback) =>
    payments.load({ container, ...named(widget) }, {}, callback),
  );
  return shown(answer, `The widget ${widget.payment_method_category} did not arrive.`, timeout);
}

/** Klarna's view of the chosen way to pay, for a review page. Sold in the US and in Great Britain only. */
export function loadPaymentReview(
  payments: KlarnaPayments,
  container: HTMLElement,
  timeout = LOAD_TIMEOUT,
): Promise<boolean> {
  const answer = settleOnce<LoadResult>('Klarna.Payments.loadPaymentReview', 'sdk', (callback) =>
    payments.loadPaymentReview({ container }, callback),
  );
  return shown(answer, 'The payment review did not arrive.', timeout);
}

async function shown(answer: Promise<LoadResult>, message: string, timeout: number): Promise<boolean> {
  const late = new KlarnaCheckoutError('sdk', message, { reason: 'timeout' });
  const began = performance.now();
  const isShown = (await withTimeout(answer, timeout, late))?.show_form === true;
  if (!isShown && performance.now() - began >= LATE) throw late;
  return isShown;
}

/** `instance_id: undefined` is not the same as none to a script that looks for the key. */
const named = ({ payment_method_category, instance_id }: WidgetName) => ({
  payment_method_category,
  ...(instance_id !== undefined && { instance_id }),
});

/**
 * Calls the SDK before it returns, so that the pop-up opens in the shopper's click. No time-out: the shopper takes as
 * long as they take, and the SDK calls back when they close Klarna.
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
    payments.authorize(options, plainCopy(data), callback),
  ).then((result) => readOutcome(result, performance.now() - clicked < AT_ONCE));
}

/**
 * Milliseconds. The SDK says the same of a window that was closed and of one that the browser never opened; what comes
 * faster than this was no person.
 */
const AT_ONCE = 500;

/** Klarna wants `finalize` before it gives a token. With `auto_finalize` it should not; older copies may all the same. */
export const needsFinalize = (outcome: AuthorizeOutcome): boolean =>
  outcome.type === 'approved' && outcome.authorization_token === undefined;

/** For an order that has changed since it was approved, where the widget is not on the page. Needs `init`, not `load`. */
export function reauthorize(
  payments: KlarnaPayments,
  payment_method_category: string,
  data: UpdateData,
): Promise<AuthorizeOutcome> {
  return settleOnce<AuthorizeResult>('Klarna.Payments.reauthorize', 'authorization', (callback) =>
    payments.reauthorize({ payment_method_category }, plainCopy(data), callback),
  ).then((result) => readOutcome(result));
}

/** Ends in a token or not at all: to finalize once more would be asked for ever. */
export function finalize(
  payments: KlarnaPayments,
  payment_method_category: string,
  data: UpdateData,
): Promise<AuthorizeOutcome> {
  return settleOnce<AuthorizeResult>('Klarna.Payments.finalize', 'authorization', (callback) =>
    payments.finalize({ payment_method_category }, plainCopy(data), callback),
  ).then((result) => {
    const outcome = readOutcome(result);
    if (needsFinalize(outcome)) throw unusable('Klarna.Payments.finalize wants to be called again.');
    return outcome;
  });
}

/** The widget has left the page, so that Klarna's script has asked nobody. */
export const widgetMissing = (): KlarnaCheckoutError => unusable('Klarna.Payments.authorize did not find its widget.');

const unusable = (message: string) => new KlarnaCheckoutError('authorization', message, { reason: 'bad-response' });

/**
 * `finalize_required` is looked at first: older copies send it with `approved: false`. Unknown keys are ignored.
 * `show_form: false` without approval is a decline; with it the shopper closed Klarna, or has something to correct.
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
 * On misuse the SDK calls back with a refusal and then throws. The throw is the truth, so a callback waits for the end
 * of the task, by which time a throw has won.
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
