import type { KlarnaPayments } from '../../../klarna/sdk.ts';
import type { createAuthorize } from './create-authorize.ts';
import type { createChannel } from './create-channel.ts';
import type { createErrors, SdkErrorName } from './create-errors.ts';
import type { createEvents } from './create-events.ts';
import type { createFrames } from './create-frames.ts';
import type { createWidgets } from './create-widgets.ts';
import type { AnyOptions, readArguments } from './read-arguments.ts';
import type { Claims, readClaims } from './read-claims.ts';

export interface PaymentsDeps {
  /** Where the script came from: for tokens that name no `base_url`. */
  scriptOrigin: string;
  fail: ReturnType<typeof createErrors>;
  events: ReturnType<typeof createEvents>;
  frames: ReturnType<typeof createFrames>;
  widgets: ReturnType<typeof createWidgets>;
  authorize: ReturnType<typeof createAuthorize>;
  openChannel: typeof createChannel;
  read: typeof readArguments;
  claimsOf: typeof readClaims;
}

/** `Klarna.Payments`. On misuse the callback comes first, then the throw, as in Klarna's script. */
export function createPayments(deps: PaymentsDeps): KlarnaPayments {
  const { scriptOrigin, fail, events, frames, widgets, authorize, openChannel, read, claimsOf } = deps;
  const CATEGORIES = 'card direct_bank_transfer direct_debit klarna pay_in_parts pay_later pay_now pay_over_time'.split(
    ' ',
  );
  const PREFERRED =
    'base_account deferred_interest direct_bank_transfer direct_debit fixed_amount invoice b2b_invoice pix'.split(' ');
  const SHOWS_NOTHING = { show_form: false };
  const REFUSED = { show_form: false, approved: false };
  let token: string | undefined;
  let claims: Claims | undefined;

  const base = (): string => {
    const url = claims?.base_url;
    return url !== undefined && /^https?:/.test(url) && URL.canParse(url) ? new URL(url).origin : scriptOrigin;
  };
  const session_id = (): string => claims?.session_id ?? '';

  /** Each entry is a check; the first that names an error ends the call. */
  const refuseIf = (
    checks: [isBroken: boolean, name: SdkErrorName, value?: string | undefined][],
    result: object,
    callback: (result: object) => void,
  ) => {
    const failed = checks.find(([isBroken]) => isBroken);
    if (!failed) return;
    callback({ ...result });
    throw fail(failed[1], failed[2]);
  };

  const init = (options: { client_token: string }): KlarnaPayments => {
    const decoded = claimsOf(options?.client_token);
    if (!decoded) throw fail('InvalidClientTokenError');
    if (options.client_token !== token) widgets.forget();
    token = options.client_token;
    claims = decoded;
    return payments;
  };

  const resolveContainer = (options: AnyOptions, callback: (result: object) => void): HTMLElement => {
    const { container } = options;
    if (container instanceof HTMLElement) return container;
    if (typeof container !== 'string') {
      callback({ ...SHOWS_NOTHING });
      throw new TypeError('Property `options.container` must be a string (CSS selector) or HTMLElement');
    }
    const found = document.querySelector(container);
    if (found instanceof HTMLElement) return found;
    callback({ ...SHOWS_NOTHING });
    throw fail('InvalidContainerSelectorError');
  };

  /** The documentation shows names, one page the objects of the session. */
  const categoriesOf = ({ payment_method_category, payment_method_categories }: AnyOptions): string[] => {
    const list: unknown[] = payment_method_categories ?? (payment_method_category ? [payment_method_category] : []);
    return list.map((entry) =>
      typeof entry === 'object' && entry !== null && 'identifier' in entry ? String(entry.identifier) : String(entry),
    );
  };

  const hasBadInstance = ({ instance_id }: AnyOptions): boolean =>
    instance_id !== undefined && !/^[\w-]+$/.test(instance_id);

  const nameOf = (options: AnyOptions): string => options.instance_id ?? options.payment_method_category ?? 'klarna';

  const unsupported = (categories: string[]) => categories.find((category) => !CATEGORIES.includes(category));

  function load(...values: unknown[]): void {
    const { options, data, callback } = read(values, []);
    if (options.client_token !== undefined) init({ client_token: options.client_token });
    refuseIf([[!claims, 'ApplicationNotInitializedError']], SHOWS_NOTHING, callback);
    const container = resolveContainer(options, callback);
    const categories = categoriesOf(options);
    const wrong = unsupported(categories);
    const preferred = options.preferred_payment_method;
    refuseIf(
      [
        [categories.length === 0 && claims?.scheme !== true, 'PaymentMethodCategoryNotProvidedError'],
        [wrong !== undefined, 'PaymentMethodCategoryNotSupportedError', wrong],
        [!!options.payment_method_categories && options.instance_id === undefined, 'InstanceIDNotProvidedError'],
        [hasBadInstance(options), 'InvalidInstanceIDError'],
        [!!preferred && !PREFERRED.includes(preferred), 'PreferredPaymentMethodNotSupportedError'],
      ],
      SHOWS_NOTHING,
      callback,
    );
    const { channel } = widgets.ensure(nameOf(options), base(), container);
    const call = { session_id: session_id(), payment_method_categories: categories, data };
    channel.call('load', call).then(callback, () => callback({ ...SHOWS_NOTHING }));
  }

  function authorizeCall(...values: unknown[]): void {
    const { options, data, callback } = read(values, ['payment_method_category', 'instance_id']);
    const category = options.payment_method_category;
    const widget = widgets.find(nameOf(options));
    refuseIf(
      [
        [
          !category && !options.instance_id && claims?.scheme !== true,
          'PaymentMethodCategoryOrInstanceIDRequiredError',
        ],
        [!!category && !CATEGORIES.includes(category), 'PaymentMethodCategoryNotSupportedError', category],
        [hasBadInstance(options), 'InvalidInstanceIDError'],
        [!widget, 'ApplicationNotLoadedError'],
      ],
      REFUSED,
      callback,
    );
    if (!widget) return;
    authorize({
      widget,
      base: base(),
      session_id: session_id(),
      payment_method_category: category,
      auto_finalize: options.auto_finalize !== false,
      data,
      callback,
    });
  }

  /** `reauthorize` and `finalize`: through a hidden frame of their own, for a page without a widget. */
  function repeat(...values: unknown[]): void {
    const { options, data, callback } = read(values, ['payment_method_category']);
    const category = options.payment_method_category;
    refuseIf(
      [
        [!claims, 'ApplicationNotInitializedError'],
        [!category && claims?.scheme !== true, 'PaymentMethodCategoryNotProvidedError'],
        [!!category && !CATEGORIES.includes(category), 'PaymentMethodCategoryNotSupportedError', category],
      ],
      REFUSED,
      callback,
    );
    const frame = frames.hidden(`klarna-${category ?? 'klarna'}-hidden`.replace(/_/g, '-'), base());
    const channel = openChannel(frame, base(), () => undefined);
    document.body.append(frame);
    const settle = (result: unknown) => {
      channel.close();
      frame.remove();
      callback(result);
    };
    channel.call('repeat', { session_id: session_id(), data }).then(settle, () => settle({ ...REFUSED }));
  }

  function loadPaymentReview(...values: unknown[]): void {
    const { options, callback } = read(values, []);
    // The documentation says US only, Klarna's script allows GB as well.
    const isSold = ['US', 'GB'].includes(claims?.purchase_country ?? '');
    refuseIf(
      [
        [!claims, 'ApplicationNotInitializedError'],
        [!isSold, 'OperationNotSupportedError', 'loadPaymentReview'],
      ],
      SHOWS_NOTHING,
      callback,
    );
    const container = resolveContainer(options, callback);
    const id = 'klarna-payment-review';
    document.getElementById(id)?.remove();
    const frame = frames.review(id, base(), container);
    const channel = openChannel(frame, base(), () => undefined);
    container.append(frame);
    channel.call('review', { session_id: session_id() }).then(callback, () => callback({ ...SHOWS_NOTHING }));
  }

  const payments: KlarnaPayments = {
    init,
    load,
    authorize: authorizeCall,
    reauthorize: repeat,
    finalize: repeat,
    loadPaymentReview,
    on: events.on,
    off: events.off,
  };
  return payments;
}
