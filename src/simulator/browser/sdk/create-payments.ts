import type { AuthorizeResult, KlarnaPayments, LoadResult } from '../../../klarna/sdk.ts';
import type { createAuthorize } from './create-authorize.ts';
import type { createChecks } from './create-checks.ts';
import type { createErrors } from './create-errors.ts';
import type { createEvents } from './create-events.ts';
import type { Token } from './create-token.ts';
import type { createWidgets } from './create-widgets.ts';
import type { AnyOptions, readArguments } from './read-arguments.ts';
import type { Claims } from './read-claims.ts';
import type { SdkAge } from './types.ts';

interface PaymentsDeps {
  age: SdkAge;
  fail: ReturnType<typeof createErrors>;
  token: Token;
  checks: ReturnType<typeof createChecks>;
  events: ReturnType<typeof createEvents>;
  widgets: ReturnType<typeof createWidgets>;
  authorize: ReturnType<typeof createAuthorize>;
  read: typeof readArguments;
}

/** `Klarna.Payments`: reads and checks the arguments of each method, and passes them on. */
export function createPayments(deps: PaymentsDeps): KlarnaPayments {
  const { age, fail, token, checks, events, widgets, read } = deps;
  const isCurrent = age === 'current';
  const SHOWS_NOTHING: LoadResult = { show_form: false };
  const REFUSED: AuthorizeResult = { show_form: false, approved: false };
  const LEFT: AuthorizeResult = { approved: false, show_form: true };
  /** The categories that `klarna` covers in build 2004. */
  const ALL = ['pay_later', 'pay_now', 'pay_over_time', 'direct_debit', 'direct_bank_transfer', 'klarna'];

  /** The name of a frame and of the calls that run in it. */
  const nameOf = ({ instance_id, payment_method_category }: AnyOptions): string =>
    instance_id || payment_method_category || token.sessionType() || 'payments';

  /** Tokens of 2021 and before have no `scheme: true`, and the script of that time required a category. */
  const needsCategory = (): boolean =>
    !isCurrent && token.sessionType() === 'payments' && token.claims()?.scheme !== true;

  const hasCategory = (options: AnyOptions): boolean => {
    const { length } = (options.payment_method_categories ?? []) as unknown[];
    return !!options.payment_method_category || length > 0;
  };

  function takeToken(options: { client_token?: unknown }): void {
    const isAnother = token.set(options.client_token);
    if (isAnother && !isCurrent) widgets.forget();
    if (token.claims()?.scheme === true) {
      Object.defineProperty(payments, 'initialized', { get: () => true, configurable: true });
    }
  }

  /**
   * Build 2004 also takes session data and a callback, for another product of Klarna's. Then errors go to the callback.
   */
  function initToday(...values: unknown[]): unknown {
    const [first, second, third] = values;
    const options = (first || {}) as { client_token?: unknown; client_key?: unknown; version?: unknown };
    const [data, callback] = (typeof second === 'function' ? [third, second] : [second, third]) as [
      unknown,
      ((result: unknown) => void) | undefined,
    ];
    try {
      if (!options.client_token && options.client_key) throw fail('invalid client key');
      if (data && !options.version) throw fail('data given to init');
      takeToken(options);
    } catch (error) {
      if (!callback) throw error;
      return void callback({ error });
    }
    return callback ? void callback(payments) : payments;
  }

  function initOfThen(options: { client_token?: unknown } = {}): unknown {
    takeToken(options);
    return payments;
  }

  function load(...values: unknown[]): void {
    const { options, data, callback } = read(values, { takesCallbackAlone: !isCurrent });
    const refuse = () => callback({ ...SHOWS_NOTHING });
    if (options.client_token === undefined) {
      checks.refuseIf(!token.isInitialized(), refuse, 'ApplicationNotInitializedError');
    } else if (options.client_token !== token.raw()) {
      payments.init({ client_token: options.client_token as string });
    }
    const { payment_method_category } = options;
    const isAll = isCurrent && payment_method_category === 'klarna';
    // Written into the page's own object, as Klarna's script does. A frozen object throws here as it does there.
    if (isCurrent)
      options.payment_method_categories = isAll ? [...ALL] : (options.payment_method_categories as string[]);
    const container = checks.findContainer(options.container, refuse);
    const isNameless = needsCategory() && !hasCategory(options);
    checks.refuseIf(isNameless, refuse, 'PaymentMethodCategoryNotProvidedError');
    checks.widget(options, token.sessionType(), refuse);
    const named = isAll ? undefined : options.payment_method_categories;
    const categories =
      typeof named === 'string' ? [named] : (named ?? (payment_method_category ? [payment_method_category] : []));
    const call = { session_id: token.session_id(), payment_method_categories: categories, data };
    // In this task, because the page finds the frame in its container as soon as `load` returns.
    const booted = new Promise<ReturnType<typeof widgets.ensure>>((resolve) => {
      resolve(widgets.ensure({ name: nameOf(options), base: token.base(), container, kind: 'widget' }));
    });
    booted.then((widget) => {
      widget.categories = categories;
      widget.channel.call('load', call).then(
        // A frame can answer before the poll notices that it has left the page.
        (result) => callback(widget.isFound() ? (result as LoadResult) : { ...SHOWS_NOTHING }),
        refuse,
      );
    }, refuse);
  }

  function authorize(...values: unknown[]): void {
    const { options, data, callback } = read(values, { optionKeys: ['payment_method_category', 'instance_id'] });
    const { payment_method_category, instance_id } = options;
    const refuse = () => callback({ ...REFUSED });
    const name = nameOf(options);
    if (deps.authorize.isRunning(name)) return;
    if (token.sessionType() === 'payments') {
      const isNameless = needsCategory() && !payment_method_category && !instance_id;
      checks.refuseIf(isNameless, refuse, 'PaymentMethodCategoryOrInstanceIDRequiredError');
      checks.category(payment_method_category, refuse);
      if (instance_id) checks.instance(instance_id, refuse);
    }
    const start = () => {
      const widget = widgets.find(name);
      checks.refuseIf(!widget, refuse, 'ApplicationNotLoadedError');
      if (!widget || deps.authorize.isRunning(name)) return;
      // Klarna documents that the authorization fails if its category is not the loaded one.
      const given = payment_method_category ? [payment_method_category] : (options.payment_method_categories ?? []);
      const isLoaded = (category: string) => widget.categories.length === 0 || widget.categories.includes(category);
      if (!given.every(isLoaded)) {
        setTimeout(refuse);
        return;
      }
      deps.authorize.start({
        widget,
        base: token.base(),
        session_id: token.session_id(),
        payment_method_category,
        auto_finalize: options.auto_finalize !== false,
        data,
        callback,
      });
    };
    // Build 2004 looks for the frame in a promise callback, so the page cannot catch its error. Build 734 looks in the
    // call itself.
    if (isCurrent) Promise.resolve().then(start);
    else start();
  }

  /** `reauthorize` and `finalize`. */
  function repeat(...values: unknown[]): void {
    const { options, data, callback } = read(values, { optionKeys: ['payment_method_category'] });
    const refuse = () => callback({ ...REFUSED });
    if (isCurrent) {
      // Before `init` there are no claims. Build 2004 reads them anyway and throws a `TypeError`; no callback runs.
      const { experiments: _ } = token.claims() as Claims;
    }
    checks.refuseIf(!token.isInitialized(), refuse, 'ApplicationNotInitializedError');
    checks.refuseIf(needsCategory() && !hasCategory(options), refuse, 'PaymentMethodCategoryNotProvidedError');
    checks.widget(options, token.sessionType(), refuse);
    const booted = new Promise<ReturnType<typeof widgets.ensure>>((resolve) => {
      const name = nameOf(options);
      resolve(widgets.ensure({ name, base: token.base(), container: document.body, kind: 'hidden' }));
    });
    booted.then((widget) => {
      widget.channel.call('repeat', { session_id: token.session_id(), data }).then(
        (result) => callback(result as AuthorizeResult),
        (error: unknown) => {
          // Nobody has decided.
          reportError(error);
          callback({ ...LEFT });
        },
      );
    }, refuse);
  }

  function loadPaymentReview(
    options: { container?: unknown } = {},
    callback: (result: LoadResult) => void = () => undefined,
  ): void {
    const refuse = () => callback({ ...SHOWS_NOTHING });
    checks.refuseIf(!token.isInitialized(), refuse, 'ApplicationNotInitializedError');
    const { container: wanted } = options;
    // Klarna's documentation says US only. Klarna's script also allows GB.
    const isSold = ['US', 'GB'].includes(token.claims()?.purchase_country ?? '');
    checks.refuseIf(!isSold, refuse, 'OperationNotSupportedError');
    const container = checks.findContainer(wanted, refuse);
    const widget = widgets.ensure({ name: 'payment-review', base: token.base(), container, kind: 'review' });
    widget.channel
      .call('review', { session_id: token.session_id() })
      .then((result) => callback(result as LoadResult), refuse);
  }

  const payments: KlarnaPayments = {
    init: isCurrent ? initToday : initOfThen,
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
