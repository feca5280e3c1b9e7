import type { KlarnaPayments, LoadResult } from '../../../klarna/sdk.ts';
import type { createAuthorize } from './create-authorize.ts';
import type { createChecks } from './create-checks.ts';
import type { createEvents } from './create-events.ts';
import type { createHiddenCall } from './create-hidden-call.ts';
import type { createReview } from './create-review.ts';
import type { Token } from './create-token.ts';
import type { createWidgets } from './create-widgets.ts';
import type { AnyOptions, readArguments } from './read-arguments.ts';

export interface PaymentsDeps {
  token: Token;
  checks: ReturnType<typeof createChecks>;
  events: ReturnType<typeof createEvents>;
  widgets: ReturnType<typeof createWidgets>;
  authorize: ReturnType<typeof createAuthorize>;
  repeat: ReturnType<typeof createHiddenCall>;
  review: ReturnType<typeof createReview>;
  read: typeof readArguments;
}

/** `Klarna.Payments`: what each method takes, checks and hands on. */
export function createPayments(deps: PaymentsDeps): KlarnaPayments {
  const { token, checks, events, widgets, read } = deps;
  const PREFERRED = [
    'base_account',
    'deferred_interest',
    'direct_bank_transfer',
    'direct_debit',
    'fixed_amount',
    'invoice',
    'b2b_invoice',
    'pix',
  ];
  const SHOWS_NOTHING = { show_form: false };
  const REFUSED = { show_form: false, approved: false };

  const nameOf = (options: AnyOptions): string => options.instance_id || options.payment_method_category || 'klarna';

  /** Today's tokens say `scheme: true`: then a category may be left out. */
  const needsCategory = (): boolean => token.claims()?.scheme !== true;

  const init = (options: { client_token: string }): KlarnaPayments => {
    if (token.set(options?.client_token)) widgets.forget();
    return payments;
  };

  function load(...values: unknown[]): void {
    const { options, data, callback } = read(values, []);
    if (options.client_token !== undefined) init({ client_token: options.client_token });
    checks.refuseIf([[!token.claims(), 'ApplicationNotInitializedError']], SHOWS_NOTHING, callback);
    const container = checks.findContainer(options.container, callback);
    const categories = checks.categoriesOf(options);
    const preferred = options.preferred_payment_method;
    checks.refuseIf(
      [
        [categories.length === 0 && needsCategory(), 'PaymentMethodCategoryNotProvidedError'],
        checks.category(...categories),
        [!!options.payment_method_categories && options.instance_id === undefined, 'InstanceIDNotProvidedError'],
        checks.instance(options),
        [!!preferred && !PREFERRED.includes(preferred), 'PreferredPaymentMethodNotSupportedError'],
      ],
      SHOWS_NOTHING,
      callback,
    );
    const widget = widgets.ensure(nameOf(options), token.base(), container);
    widget.categories = categories;
    const { channel, isFound } = widget;
    const call = { session_id: token.session_id(), payment_method_categories: categories, data };
    channel.call('load', call).then(
      // A frame can answer sooner than the poll looks for it.
      (result) => callback(isFound() ? (result as LoadResult) : { ...SHOWS_NOTHING }),
      () => callback({ ...SHOWS_NOTHING }),
    );
  }

  function authorize(...values: unknown[]): void {
    const { options, data, callback } = read(values, ['payment_method_category', 'instance_id']);
    const { payment_method_category, instance_id } = options;
    const widget = widgets.find(nameOf(options));
    checks.refuseIf(
      [
        [!payment_method_category && !instance_id && needsCategory(), 'PaymentMethodCategoryOrInstanceIDRequiredError'],
        checks.category(payment_method_category),
        checks.instance(options),
        [!widget, 'ApplicationNotLoadedError'],
      ],
      REFUSED,
      callback,
    );
    if (!widget) return;
    // Documented: a category other than the loaded one makes the authorization fail.
    const isLoaded = (category: string) => widget.categories.length === 0 || widget.categories.includes(category);
    if (!checks.categoriesOf(options).every(isLoaded)) {
      setTimeout(() => callback({ ...REFUSED }));
      return;
    }
    deps.authorize({
      widget,
      base: token.base(),
      session_id: token.session_id(),
      payment_method_category,
      auto_finalize: options.auto_finalize !== false,
      data,
      callback,
    });
  }

  /** `reauthorize` and `finalize`. */
  function repeat(...values: unknown[]): void {
    const { options, data, callback } = read(values, ['payment_method_category']);
    const { payment_method_category } = options;
    checks.refuseIf(
      [
        [!token.claims(), 'ApplicationNotInitializedError'],
        [!payment_method_category && needsCategory(), 'PaymentMethodCategoryNotProvidedError'],
        checks.category(payment_method_category),
      ],
      REFUSED,
      callback,
    );
    deps.repeat({ base: token.base(), session_id: token.session_id(), data, callback });
  }

  function loadPaymentReview(...values: unknown[]): void {
    const { options, callback } = read(values, []);
    // The documentation says US only, Klarna's script allows GB as well.
    const isSold = ['US', 'GB'].includes(token.claims()?.purchase_country ?? '');
    checks.refuseIf(
      [
        [!token.claims(), 'ApplicationNotInitializedError'],
        [!isSold, 'OperationNotSupportedError', 'loadPaymentReview'],
      ],
      SHOWS_NOTHING,
      callback,
    );
    const container = checks.findContainer(options.container, callback);
    deps.review({ base: token.base(), session_id: token.session_id(), container, callback });
  }

  const payments: KlarnaPayments = {
    init,
    load,
    authorize,
    reauthorize: repeat,
    finalize: repeat,
    loadPaymentReview,
    on: events.on,
    off: events.off,
  };
  return payments;
}
