import type { createErrors, SdkErrorName } from './create-errors.ts';
import type { AnyOptions } from './read-arguments.ts';

export type Check = [isBroken: boolean, name: SdkErrorName, value?: string | undefined];

/** Misuse. The callback comes first, then the throw, as in Klarna's script. */
export function createChecks(fail: ReturnType<typeof createErrors>) {
  const CATEGORIES = [
    'card',
    'direct_bank_transfer',
    'direct_debit',
    'klarna',
    'pay_in_parts',
    'pay_later',
    'pay_now',
    'pay_over_time',
  ];

  const find = (selector: string): Element | null => {
    try {
      return document.querySelector(selector);
    } catch {
      // Not a selector at all: to the page the same as one that finds nothing.
      return null;
    }
  };

  return {
    /** The first broken check ends the call. */
    refuseIf(checks: Check[], result: object, callback: (result: object) => void): void {
      const failed = checks.find(([isBroken]) => isBroken);
      if (!failed) return;
      callback({ ...result });
      throw fail(failed[1], failed[2]);
    },

    findContainer(container: unknown, callback: (result: object) => void): HTMLElement {
      if (container instanceof HTMLElement) return container;
      const found = typeof container === 'string' ? find(container) : null;
      if (found instanceof HTMLElement) return found;
      callback({ show_form: false });
      if (typeof container === 'string') throw fail('InvalidContainerSelectorError');
      throw new TypeError('Property `options.container` must be a string (CSS selector) or HTMLElement');
    },

    /** The reference takes names; one page of the documentation passes the objects of the session. */
    categoriesOf({ payment_method_category, payment_method_categories }: AnyOptions): string[] {
      const list: unknown[] = payment_method_categories ?? (payment_method_category ? [payment_method_category] : []);
      return list.map((entry) =>
        typeof entry === 'object' && entry !== null && 'identifier' in entry ? String(entry.identifier) : String(entry),
      );
    },

    category: (...names: (string | undefined)[]): Check => {
      const wrong = names.find((name) => name && !CATEGORIES.includes(name));
      return [wrong !== undefined, 'PaymentMethodCategoryNotSupportedError', wrong];
    },

    instance: ({ instance_id }: AnyOptions): Check => [
      instance_id !== undefined && !/^[\w-]+$/.test(instance_id),
      'InvalidInstanceIDError',
    ],
  };
}
