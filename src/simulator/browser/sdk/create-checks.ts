import type { createErrors, SdkErrorName } from './create-errors.ts';
import type { AnyOptions } from './read-arguments.ts';
import type { SdkAge } from './types.ts';

/** Calls back with the negative result of a method. */
type Refuse = () => void;

/** Finds misuse by the page. As in Klarna's script, the callback runs first and the error is thrown afterwards. */
export function createChecks(fail: ReturnType<typeof createErrors>, age: SdkAge) {
  const CATEGORIES = [
    'card',
    'direct_bank_transfer',
    'direct_debit',
    'pay_in_parts',
    'pay_later',
    'pay_now',
    'pay_over_time',
  ];
  if (age === 'current') CATEGORIES.push('klarna');
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

  function refuseIf(isBroken: boolean, refuse: Refuse, name: SdkErrorName, value?: unknown): void {
    if (!isBroken) return;
    refuse();
    throw fail(name, value);
  }

  function category(name: unknown, refuse: Refuse): void {
    refuseIf(
      !CATEGORIES.includes(name as string),
      refuse,
      'PaymentMethodCategoryNotSupportedError',
      // The script's message names an object only as `[object Object]`.
      `${name}`,
    );
  }

  const instance = (instance_id: unknown, refuse: Refuse): void =>
    refuseIf(!/^[\w-]+$/.test(instance_id as string), refuse, 'InvalidInstanceIDError');

  return {
    refuseIf,
    instance,

    /** If the text is no valid selector, the browser throws a `SyntaxError` and no callback runs. */
    findContainer(container: unknown, refuse: Refuse): Element {
      if (container instanceof HTMLElement) return container;
      if (typeof container !== 'string') {
        refuse();
        throw new TypeError('Property `options.container` must be a string (CSS selector) or HTMLElement');
      }
      const found = document.querySelector(container);
      if (found) return found;
      refuse();
      throw fail('InvalidContainerSelectorError');
    },

    category(name: unknown, refuse: Refuse): void {
      if (name) category(name, refuse);
    },

    /** For `load`, `reauthorize` and `finalize`. */
    widget(options: AnyOptions, sessionType: string | undefined, refuse: Refuse): void {
      const { payment_method_category, instance_id, preferred_payment_method } = options;
      const categories: unknown = options.payment_method_categories;
      if (sessionType === 'payments') {
        if (payment_method_category) category(payment_method_category, refuse);
        // Build 734 breaks if a string stands in place of the list, because it calls `forEach`.
        if (typeof categories === 'string' && categories && age === 'current') category(categories, refuse);
        else if (categories) (categories as unknown[]).forEach((name) => void category(name, refuse));
        const isNamed = !categories || (age === 'current' && payment_method_category === 'klarna');
        if (!isNamed) {
          refuseIf(!instance_id, refuse, 'InstanceIDNotProvidedError');
          instance(instance_id, refuse);
        }
      }
      const isPreferred = !preferred_payment_method || PREFERRED.includes(preferred_payment_method);
      refuseIf(!isPreferred, refuse, 'PreferredPaymentMethodNotSupportedError');
    },
  };
}
