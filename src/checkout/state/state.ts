/**
 * The states of a checkout and the actions that change it. Only types and pure readers stand here, so every other file
 * may import this one. `transition.ts` says which action leads from which state to which.
 */
import type { PlacedOrder } from '../endpoint/placed-order.ts';
import type { CheckoutSession } from '../endpoint/session.ts';
import type { KlarnaCheckoutError } from '../errors.ts';

/** `not-offered`: Klarna answered `show_form: false` for this category. */
export type WidgetStatus = 'loading' | 'shown' | 'not-offered';

/** The session and its categories, from which the shopper chooses. */
export interface Offer {
  readonly session: CheckoutSession;
  /** By `identifier` of the session's categories. */
  readonly widgets: Readonly<Record<string, WidgetStatus>>;
}

/** Klarna's consent to one purchase. It lives 60 minutes and makes one order. */
export interface Authorization {
  /** Undefined if an earlier page began the order. */
  readonly offer: Offer | undefined;
  readonly session_id: string | undefined;
  /** Undefined if an earlier page got the authorization. */
  readonly category: string | undefined;
  readonly authorization_token: string;
}

/** A message for the shopper who chooses or confirms. None is an error. */
export type Notice =
  /** `at_once`: faster than a person closes a window, so the browser may never have opened it. */
  | { readonly kind: 'closed'; readonly at_once: boolean }
  | { readonly kind: 'invalid'; readonly invalid_fields: readonly string[] }
  /** The cart differs from the authorized one: the shopper sees the new total and authorizes again. */
  | { readonly kind: 'cart-changed' }
  /** The authorization was too old: Klarna charged nothing, and the shopper authorizes again. */
  | { readonly kind: 'expired' }
  /** The session was too old, so the press only loaded Klarna again. The shopper presses once more. */
  | { readonly kind: 'renewed' }
  /** Another tab is paying for the same cart. */
  | { readonly kind: 'elsewhere' };

export type UnavailableReason = 'not-offered' | 'declined';

/** The calls of Klarna's script that can end in an authorization. */
export type AuthorizeCall = 'authorize' | 'reauthorize' | 'finalize';

/**
 * The next step of an authorized checkout: the order, `finalize` if Klarna gave no token yet (`finalize_required`), or
 * `reauthorize` if the cart has changed since.
 */
export type NextStep =
  | { readonly step: 'order'; readonly authorization_token: string }
  | { readonly step: 'finalize' | 'reauthorize'; readonly authorization_token: undefined };

/** In every state `category` is the shopper's choice. It survives a refresh and a retry. */
export type CheckoutState =
  | { readonly status: 'idle' }
  | {
      readonly status: 'preparing';
      readonly run: number;
      /** The offer of the run before, until this run has its session. */
      readonly offer: Offer | undefined;
      readonly category: string | undefined;
      /** Why this run began. It is shown when the checkout is ready. */
      readonly notice: Notice | undefined;
    }
  | {
      readonly status: 'ready';
      readonly run: number;
      readonly offer: Offer;
      /** Undefined until chosen: several categories start with none selected (law in Sweden and Finland). */
      readonly category: string | undefined;
      readonly notice: Notice | undefined;
    }
  | {
      readonly status: 'authorizing';
      readonly run: number;
      readonly offer: Offer;
      readonly category: string;
      readonly call: AuthorizeCall;
    }
  | ({
      readonly status: 'authorized';
      readonly run: number;
      readonly offer: Offer;
      readonly category: string;
      /** The order waits for the last page of a multi-page checkout. */
      readonly held: boolean;
      /** The page places the order itself: it cancelled `klarna-authorize`. */
      readonly taken: boolean;
      readonly notice: Notice | undefined;
    } & NextStep)
  | ({ readonly status: 'ordering' } & Authorization)
  | { readonly status: 'complete'; readonly order: PlacedOrder }
  | { readonly status: 'unavailable'; readonly reason: UnavailableReason; readonly category: string | undefined }
  | {
      readonly status: 'failed';
      readonly error: KlarnaCheckoutError;
      readonly category: string | undefined;
      /** If present, only the order failed: a retry sends the order again and asks the shopper nothing. */
      readonly approval: Authorization | undefined;
    };

export type CheckoutStatus = CheckoutState['status'];

/** The state with a given status. */
export type State<Status extends CheckoutStatus> = Extract<CheckoutState, { status: Status }>;

export type CheckoutAction =
  /** A new run begins: first display, changed cart, retry. Run numbers rise, and answers of older runs are ignored. */
  | { readonly type: 'prepare'; readonly run: number; readonly notice?: Notice | undefined }
  | { readonly type: 'session-opened'; readonly run: number; readonly session: CheckoutSession }
  | { readonly type: 'widget-loaded'; readonly run: number; readonly category: string; readonly show_form: boolean }
  /**
   * Klarna's script got the token of another session and forgot the widgets of this one. `run` is given if that run was
   * still loading them.
   */
  | { readonly type: 'widgets-lost'; readonly run?: number }
  | { readonly type: 'prepare-failed'; readonly run: number; readonly error: KlarnaCheckoutError }
  /** The shopper authorized on an earlier page of a multi-page checkout. */
  | { readonly type: 'resumed'; readonly run: number; readonly category: string; readonly next: NextStep }
  /** An earlier page began an order and never saw the answer. */
  | { readonly type: 'order-resumed'; readonly run: number; readonly approval: Authorization }
  | { readonly type: 'select'; readonly category: string | undefined }
  | { readonly type: 'notice'; readonly notice: Notice }
  | { readonly type: AuthorizeCall }
  /** The endpoint has updated the session for `reauthorize`. */
  | { readonly type: 'session-updated'; readonly session: CheckoutSession }
  | { readonly type: 'approved'; readonly authorization_token: string | undefined; readonly held?: boolean }
  | { readonly type: 'invalid'; readonly invalid_fields: readonly string[] }
  | { readonly type: 'closed'; readonly at_once: boolean }
  | { readonly type: 'declined' }
  | { readonly type: 'authorize-failed'; readonly error: KlarnaCheckoutError }
  | { readonly type: 'order' }
  /** The page has cancelled `klarna-authorize`. */
  | { readonly type: 'taken' }
  | { readonly type: 'ordered'; readonly order: PlacedOrder }
  /** The endpoint knows an order that this page has missed. */
  | { readonly type: 'found'; readonly order: PlacedOrder }
  /** The page came back after its order, and the shopper has another cart. */
  | { readonly type: 'next-cart'; readonly run: number }
  /** `approval_lives`: no answer says that the authorization is used up, so the same order may be tried again. */
  | { readonly type: 'order-failed'; readonly error: KlarnaCheckoutError; readonly approval_lives: boolean }
  /** The element has left the page. */
  | { readonly type: 'leave' };

/** `reason` of the error that a checkout has if its element left the page during `authorize`. */
export const INTERRUPTED = 'interrupted';

export const IDLE: CheckoutState = { status: 'idle' };

/** The shopper's choice, in any state. */
export const categoryOf = (state: CheckoutState): string | undefined =>
  'category' in state ? state.category : undefined;

/** True if the element left while the shopper was at Klarna: Klarna's script ignores another call for that session. */
export const wasInterrupted = (state: CheckoutState): boolean =>
  state.status === 'failed' && state.error.reason === INTERRUPTED;

/** The current offer, or the last one. */
export function offerOf(state: CheckoutState): Offer | undefined {
  if ('offer' in state) return state.offer;
  return state.status === 'failed' ? state.approval?.offer : undefined;
}

/** True between the click and the order. While an order waits for the last page, other tabs are not blocked. */
export const isPaying = (state: CheckoutState): boolean =>
  state.status === 'authorizing' || state.status === 'ordering' || (state.status === 'authorized' && !state.held);
