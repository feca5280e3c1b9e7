import type { CheckoutState } from '../checkout/machine.ts';
import type { Missing } from './form-association.ts';
import type { Strings } from './strings/strings.ts';

/** What a `required` element says when its form is submitted before it is paid, and where the browser points. */
export function missingPayment(state: CheckoutState, strings: Strings, root: ParentNode): Missing {
  const find = (selector: string) => root.querySelector<HTMLElement>(selector) ?? undefined;
  const choice = state.status === 'ready' && state.category === undefined ? find('input:enabled') : undefined;
  if (choice !== undefined) return { message: strings.choose, anchor: choice };
  if (state.status !== 'unavailable') return { message: strings.payFirst, anchor: find('button') };
  return { message: strings.unavailable[state.reason], anchor: find('[part~="alert"]') };
}
