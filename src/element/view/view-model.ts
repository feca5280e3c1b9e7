/** The data of the view, its actions, and questions that several parts of the view ask. */
import type { TemplateResult } from 'lit';
import type { CheckoutState } from '../../checkout/state/state.ts';
import type { Language } from '../strings/load-strings.ts';
import type { Strings } from '../strings/strings.ts';
import type { Hint } from './status-message.ts';

export interface View {
  readonly state: CheckoutState;
  /** The state whose message is shown. During an automatic retry it is the last failure. */
  readonly displayedState: CheckoutState;
  readonly needsFallback: boolean;
  readonly disabled: boolean;
  /** A later page places the order, so the first press only opens Klarna. */
  readonly isMultiStep: boolean;
  /** The shopper has been at Klarna for long, so Klarna's window may be lost. */
  readonly isOverdue: boolean;
  /** The panel of `debug`. */
  readonly panel: TemplateResult | undefined;
  readonly strings: Strings;
  /** The language of the button's label, which is known before `strings` has loaded. */
  readonly language: Language;
  /** The element has shown more than the placeholder. From then on the button keeps its place. */
  readonly hasArrived: boolean;
  readonly hint: Hint | undefined;
  /** Klarna's paths of refused details that have no field on the page. */
  readonly unmarked: readonly string[];
}

export interface Actions {
  choose(category: string): void;
  press(): void;
  startAgain(): void;
}

/** The slot in which the light-DOM container of a category's widget is shown. */
export const slotName = (category: string): string => `widget-${category}`;

/** The slot for Klarna's review of the chosen way to pay, on the last page of a multi-page checkout. */
export const REVIEW_SLOT = 'review';

/** Klarna has authorized and the next press orders. If the page places the order itself, no press does. */
export const waitsForLastPress = (state: CheckoutState): boolean =>
  state.status === 'authorized' && state.held && !state.taken;

export const isWaiting = (state: CheckoutState): boolean =>
  ['preparing', 'authorizing', 'ordering'].includes(state.status) ||
  (state.status === 'authorized' && !waitsForLastPress(state));

/** Only for the ways to pay: around the live regions `aria-busy` would delay their messages. */
export const busyOf = (state: CheckoutState): 'true' | 'false' => (isWaiting(state) ? 'true' : 'false');

/** Klarna has authorized on an earlier page, and only the order is missing. */
export const isLastStep = (state: CheckoutState): boolean =>
  (state.status === 'authorized' && state.held) || (state.status === 'authorizing' && state.call !== 'authorize');

/** Klarna's script reports when its window closes. If that report is lost, the shopper can start again. */
export const showsStartAgain = ({ state, isOverdue }: Pick<View, 'state' | 'isOverdue'>): boolean =>
  isOverdue && state.status === 'authorizing';

/** Whether the next press places the order. Otherwise it only opens Klarna. */
export const isOrderButton = (state: CheckoutState, isMultiStep: boolean): boolean =>
  !isMultiStep || (isLastStep(state) && !('step' in state && state.step === 'reauthorize'));
