/** What is drawn, what can be done with it, and the questions that several parts of the drawing ask. */
import type { TemplateResult } from 'lit';
import type { CheckoutState } from '../../checkout/state/state.ts';
import type { Language } from '../strings/load-strings.ts';
import type { Strings } from '../strings/strings.ts';
import type { Hint } from './status-message.ts';

export interface View {
  readonly state: CheckoutState;
  /** What the words tell of: while the clock tries again it is the failure that they told of before. */
  readonly displayedState: CheckoutState;
  readonly needsFallback: boolean;
  readonly disabled: boolean;
  /** The order is placed on a later page: the first press only opens Klarna. */
  readonly isMultiStep: boolean;
  /** The shopper has been at Klarna for long: they may need a way back. */
  readonly isOverdue: boolean;
  /** What `debug` shows. */
  readonly panel: TemplateResult | undefined;
  readonly strings: Strings;
  /** Of the words on the button, which are there before `strings` are. */
  readonly language: Language;
  /** Whether it was ever more than a place kept free: from then on the button stays where it is. */
  readonly hasArrived: boolean;
  readonly hint: Hint | undefined;
  /** Paths that Klarna refuses and that stand on no field of the page. */
  readonly unmarked: readonly string[];
}

export interface Actions {
  choose(category: string): void;
  press(): void;
  startAgain(): void;
}

/** The slot in which the light-DOM container of a category's widget is shown. */
export const slotName = (category: string): string => `widget-${category}`;

/** Likewise for Klarna's view of the chosen way to pay, on the last page of a multi-step checkout. */
export const REVIEW_SLOT = 'review';

/** Approved, and the next press orders. Where the page orders itself, no press is to ask it again. */
export const waitsForLastPress = (state: CheckoutState): boolean =>
  state.status === 'authorized' && state.held && !state.taken;

export const isWaiting = (state: CheckoutState): boolean =>
  ['preparing', 'authorizing', 'ordering'].includes(state.status) ||
  (state.status === 'authorized' && !waitsForLastPress(state));

/** For the ways to pay alone: around the live regions it would keep their words back until it is over. */
export const busyOf = (state: CheckoutState): 'true' | 'false' => (isWaiting(state) ? 'true' : 'false');

/** Approved, and one step from the order. */
export const isLastStep = (state: CheckoutState): boolean =>
  (state.status === 'authorized' && state.held) || (state.status === 'authorizing' && state.call !== 'authorize');

/** Klarna's script tells when its window is closed. Where it does not, nobody is to wait for ever. */
export const showsStartAgain = ({ state, isOverdue }: Pick<View, 'state' | 'isOverdue'>): boolean =>
  isOverdue && state.status === 'authorizing';

/** Whether the next press places the order, or only opens Klarna. */
export const isOrderButton = (state: CheckoutState, isMultiStep: boolean): boolean =>
  !isMultiStep || (isLastStep(state) && !('step' in state && state.step === 'reauthorize'));
