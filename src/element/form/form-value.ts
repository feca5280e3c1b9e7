import type { CheckoutState } from '../../checkout/state/state.ts';
import type { Strings } from '../strings/strings.ts';
import type { FormState, Missing } from './form-association.ts';

interface Options {
  readonly category: string | undefined;
  readonly required: boolean;
  readonly strings: Strings;
  /** The shadow root, in which the browser shows its message. */
  readonly root: ParentNode;
}

/** The form's view of a checkout state. */
export function formStateOf(state: CheckoutState, { category, required, strings, root }: Options): FormState {
  // Only the server may have the customer token. The form only says that there is one.
  const value = state.status === 'complete' ? (state.order.order_id ?? 'tokenized') : null;
  return { value, category, missing: required ? missingPayment(state, strings, root) : undefined };
}

/** The browser's message if the form is submitted before payment, and the element at which the browser shows it. */
function missingPayment(state: CheckoutState, strings: Strings, root: ParentNode): Missing | undefined {
  // An authorization is enough here: a later page places the order, or the page itself does, perhaps with this form.
  if (state.status === 'authorized' || state.status === 'complete') return undefined;
  const find = (selector: string) => root.querySelector<HTMLElement>(selector) ?? undefined;
  const choice = state.status === 'ready' && state.category === undefined ? find('input:enabled') : undefined;
  if (choice !== undefined) return { message: strings.choose, anchor: choice };
  if (state.status !== 'unavailable') {
    // A browser that cannot focus the anchor blocks the submit silently. The button is hidden until Klarna has loaded.
    const anchor = find('.base:not(.blank) > button') ?? find('[part~="status"]') ?? find('[part~="methods"]');
    return { message: strings.payFirst, anchor };
  }
  return { message: strings.unavailable[state.reason], anchor: find('[part~="alert"]') };
}
