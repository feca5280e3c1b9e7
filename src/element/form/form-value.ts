import type { CheckoutState } from '../../checkout/state/state.ts';
import type { Strings } from '../strings/strings.ts';
import type { FormState, Missing } from './form-association.ts';

interface Options {
  readonly category: string | undefined;
  readonly required: boolean;
  readonly strings: Strings;
  /** Where the browser finds what it points at. */
  readonly root: ParentNode;
}

/** What the checkout is to the form around it. */
export function formStateOf(state: CheckoutState, { category, required, strings, root }: Options): FormState {
  // A token is no one's business but the server's, which has it: the form only says that there is one.
  const value = state.status === 'complete' ? (state.order.order_id ?? 'tokenized') : null;
  return { value, category, missing: required ? missingPayment(state, strings, root) : undefined };
}

/** What is said when the form is submitted before it is paid, and where the browser points. */
function missingPayment(state: CheckoutState, strings: Strings, root: ParentNode): Missing | undefined {
  // Approved is enough where it stays at that: a later page orders, or this one does so itself, maybe with this form.
  if (state.status === 'authorized' || state.status === 'complete') return undefined;
  const find = (selector: string) => root.querySelector<HTMLElement>(selector) ?? undefined;
  const choice = state.status === 'ready' && state.category === undefined ? find('input:enabled') : undefined;
  if (choice !== undefined) return { message: strings.choose, anchor: choice };
  if (state.status !== 'unavailable') {
    // Browsers block the submit in silence if they cannot focus the anchor. The button is hidden until Klarna has arrived.
    const anchor = find('.base:not(.blank) > button') ?? find('[part~="status"]') ?? find('[part~="methods"]');
    return { message: strings.payFirst, anchor };
  }
  return { message: strings.unavailable[state.reason], anchor: find('[part~="alert"]') };
}
