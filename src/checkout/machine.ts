/**
 * The flow, as one pure function. It knows no DOM, no network and no time; `checkout.ts` carries out what a state asks
 * for. A state holds exactly what is true in it. An action that a state does not know returns the *same* object: that
 * absorbs the double click, the late answer and the cart that changes while the shopper pays.
 *
 *     idle ─▶ preparing ─▶ ready ─▶ authorizing ─▶ authorized ─▶ ordering ─▶ complete
 *               │    ▲     │  ▲ ▲        │    │                    │   ▲
 *               │    └─────┘  │ └─closed─┘    └───▶ unavailable ◀──┤   │ again, the approval in hand
 *               ▼    refresh  │                                    ▼   │
 *             failed ─────────┘ retry                             failed
 */
import { KlarnaCheckoutError } from './errors.ts';
import type { PlacedOrder } from './placed-order.ts';
import type { CheckoutSession } from './session.ts';

/** `not-offered`: Klarna answered `show_form: false` for this category. */
export type WidgetStatus = 'loading' | 'shown' | 'not-offered';

/** What there is to choose from. */
export interface Offer {
  readonly session: CheckoutSession;
  /** By `identifier` of the session's categories. */
  readonly widgets: Readonly<Record<string, WidgetStatus>>;
}

/** Klarna's yes. Lives 60 minutes and buys one order. */
export interface Approval {
  readonly offer: Offer;
  /** Undefined where the approval is older than the page. */
  readonly category: string | undefined;
  readonly authorization_token: string;
}

/** Why the shopper is back at choosing. Neither is an error. */
export type Notice =
  /** `at_once`: faster than a person closes a window; it may never have opened. */
  | { readonly kind: 'closed'; readonly at_once: boolean }
  | { readonly kind: 'invalid'; readonly invalid_fields: readonly string[] };

export type UnavailableReason = 'not-offered' | 'declined';

/** In every state `category` is what the shopper chose: it outlives a refresh and a retry. */
export type CheckoutState =
  | { readonly status: 'idle' }
  | {
      readonly status: 'preparing';
      readonly run: number;
      /** What was shown before, until the session of this run is there. */
      readonly offer: Offer | undefined;
      readonly category: string | undefined;
    }
  | {
      readonly status: 'ready';
      readonly run: number;
      readonly offer: Offer;
      /** Undefined until chosen: nothing is preselected when there are several (law in Sweden and Finland). */
      readonly category: string | undefined;
      readonly notice: Notice | undefined;
    }
  | { readonly status: 'authorizing'; readonly run: number; readonly offer: Offer; readonly category: string }
  | {
      readonly status: 'authorized';
      readonly offer: Offer;
      readonly category: string;
      /** Absent when Klarna wants `finalize` first. */
      readonly authorization_token: string | undefined;
    }
  | ({ readonly status: 'ordering' } & Approval)
  | { readonly status: 'complete'; readonly order: PlacedOrder }
  | { readonly status: 'unavailable'; readonly reason: UnavailableReason; readonly category: string | undefined }
  | {
      readonly status: 'failed';
      readonly error: KlarnaCheckoutError;
      readonly category: string | undefined;
      /** With it only the order failed: a retry orders again and asks the shopper nothing. */
      readonly approval: Approval | undefined;
    };

export type CheckoutStatus = CheckoutState['status'];

export type CheckoutAction =
  /** A new run begins: first display, changed cart, retry. Runs count up; answers of older runs are ignored. */
  | { readonly type: 'prepare'; readonly run: number }
  | { readonly type: 'session-opened'; readonly run: number; readonly session: CheckoutSession }
  | { readonly type: 'widget-loaded'; readonly run: number; readonly category: string; readonly show_form: boolean }
  | { readonly type: 'prepare-failed'; readonly run: number; readonly error: KlarnaCheckoutError }
  | { readonly type: 'select'; readonly category: string | undefined }
  | { readonly type: 'authorize' }
  | { readonly type: 'approved'; readonly authorization_token: string | undefined }
  | { readonly type: 'invalid'; readonly invalid_fields: readonly string[] }
  | { readonly type: 'closed'; readonly at_once: boolean }
  | { readonly type: 'declined' }
  | { readonly type: 'authorize-failed'; readonly error: KlarnaCheckoutError }
  | { readonly type: 'order' }
  | { readonly type: 'ordered'; readonly order: PlacedOrder }
  /** `approval_lives`: as far as anybody knows the authorization is unspent, so the same order may be tried again. */
  | { readonly type: 'order-failed'; readonly error: KlarnaCheckoutError; readonly approval_lives: boolean }
  /** The element has left the page. */
  | { readonly type: 'leave' };

export const IDLE: CheckoutState = { status: 'idle' };

/** What the shopper had chosen, in any state. */
export const categoryOf = (state: CheckoutState): string | undefined =>
  'category' in state ? state.category : undefined;

/** What is on offer, or was last. */
export function offerOf(state: CheckoutState): Offer | undefined {
  if ('offer' in state) return state.offer;
  return state.status === 'failed' ? state.approval?.offer : undefined;
}

export function transition(state: CheckoutState, action: CheckoutAction): CheckoutState {
  switch (action.type) {
    case 'prepare':
      return prepare(state, action.run);
    case 'session-opened':
      return state.status === 'preparing' && state.run === action.run
        ? openOffer(action.run, action.session, state.category)
        : state;
    case 'widget-loaded':
      return 'run' in state && state.run === action.run
        ? settleWidget(state, action.category, action.show_form)
        : state;
    case 'prepare-failed':
      return state.status === 'preparing' && state.run === action.run ? fail(state, action.error) : state;
    case 'select':
      return select(state, action.category);
    case 'authorize':
      return authorize(state);
    case 'approved':
      if (state.status !== 'authorizing') return state;
      return {
        status: 'authorized',
        offer: state.offer,
        category: state.category,
        authorization_token: action.authorization_token,
      };
    case 'invalid':
      return backToReady(state, { kind: 'invalid', invalid_fields: action.invalid_fields });
    case 'closed':
      return backToReady(state, { kind: 'closed', at_once: action.at_once });
    case 'declined':
      return state.status === 'authorizing' || state.status === 'ordering'
        ? { status: 'unavailable', reason: 'declined', category: state.category }
        : state;
    case 'authorize-failed':
      return state.status === 'authorizing' ? fail(state, action.error) : state;
    case 'order':
      return order(state);
    case 'ordered':
      return state.status === 'ordering' ? { status: 'complete', order: action.order } : state;
    case 'order-failed':
      return state.status === 'ordering'
        ? fail(state, action.error, action.approval_lives ? approvalOf(state) : undefined)
        : state;
    case 'leave':
      return leave(state);
  }
}

type State<Status extends CheckoutStatus> = Extract<CheckoutState, { status: Status }>;

const fail = (state: CheckoutState, error: KlarnaCheckoutError, approval?: Approval): State<'failed'> => ({
  status: 'failed',
  error,
  category: categoryOf(state),
  approval,
});

const approvalOf = ({ offer, category, authorization_token }: Approval): Approval => ({
  offer,
  category,
  authorization_token,
});

function prepare(state: CheckoutState, run: number): CheckoutState {
  switch (state.status) {
    case 'idle':
    case 'ready':
    case 'unavailable':
      return { status: 'preparing', run, offer: offerOf(state), category: categoryOf(state) };
    case 'preparing':
      return run > state.run ? { ...state, run } : state;
    case 'failed':
      return state.approval ? state : { status: 'preparing', run, offer: undefined, category: state.category };
    default:
      return state;
  }
}

function openOffer(run: number, session: CheckoutSession, wanted: string | undefined): CheckoutState {
  const identifiers = session.payment_method_categories.map(({ identifier }) => identifier);
  if (identifiers.length === 0) return { status: 'unavailable', reason: 'not-offered', category: wanted };
  const category = identifiers.length === 1 ? identifiers[0] : identifiers.find((identifier) => identifier === wanted);
  const widgets = Object.fromEntries(identifiers.map((identifier) => [identifier, 'loading' as const]));
  const offer: Offer = { session, widgets };
  const { authorization_token } = session;
  if (authorization_token === undefined) return { status: 'preparing', run, offer, category };
  const error = new KlarnaCheckoutError('order', 'Approved before this page was loaded, and not ordered yet.', {
    reason: 'unfinished',
  });
  return { status: 'failed', error, category, approval: { offer, category, authorization_token } };
}

function settleWidget(state: Extract<CheckoutState, { run: number }>, category: string, show_form: boolean) {
  if (state.offer?.widgets[category] === undefined) return state;
  const settled: WidgetStatus = show_form ? 'shown' : 'not-offered';
  const offer: Offer = { ...state.offer, widgets: { ...state.offer.widgets, [category]: settled } };
  // While the shopper pays with one widget, another may still arrive; the one in use is Klarna's to judge.
  if (state.status === 'authorizing') return category === state.category ? state : { ...state, offer };
  const answers = Object.values(offer.widgets);
  const chosen = !show_form && state.category === category ? undefined : state.category;
  if (answers.every((answer) => answer === 'not-offered')) {
    return { status: 'unavailable', reason: 'not-offered', category: chosen } as const;
  }
  if (state.status === 'ready') return { ...state, offer, category: chosen };
  return answers.includes('shown')
    ? ({ status: 'ready', run: state.run, offer, category: chosen, notice: undefined } as const)
    : { ...state, offer, category: chosen };
}

function select(state: CheckoutState, category: string | undefined): CheckoutState {
  if ((state.status !== 'ready' && state.status !== 'preparing') || category === state.category) return state;
  if (state.offer !== undefined && !maySelect(state.offer, category)) return state;
  return state.status === 'ready' ? { ...state, category, notice: undefined } : { ...state, category };
}

/** A sole category stays chosen; of several, any that Klarna has not refused, or none. */
function maySelect({ widgets }: Offer, category: string | undefined): boolean {
  if (category === undefined) return Object.keys(widgets).length > 1;
  return widgets[category] !== undefined && widgets[category] !== 'not-offered';
}

function authorize(state: CheckoutState): CheckoutState {
  if (state.status !== 'ready' || state.category === undefined) return state;
  const { run, offer, category } = state;
  return offer.widgets[category] === 'shown' ? { status: 'authorizing', run, offer, category } : state;
}

function backToReady(state: CheckoutState, notice: Notice): CheckoutState {
  if (state.status !== 'authorizing') return state;
  return { status: 'ready', run: state.run, offer: state.offer, category: state.category, notice };
}

function order(state: CheckoutState): CheckoutState {
  if (state.status === 'authorized' && state.authorization_token !== undefined) {
    return { status: 'ordering', ...approvalOf({ ...state, authorization_token: state.authorization_token }) };
  }
  return state.status === 'failed' && state.approval ? { status: 'ordering', ...state.approval } : state;
}

/**
 * Ordering goes on without the element: an approval is never lost because a page was drawn anew. Klarna's window does
 * not: its answer comes through a frame of the element. What it approves meanwhile is in the next session answer.
 */
function leave(state: CheckoutState): CheckoutState {
  if (state.status === 'authorizing') {
    const message = 'The element left the page while the shopper was at Klarna.';
    return fail(state, new KlarnaCheckoutError('authorization', message, { reason: 'interrupted' }));
  }
  const leaves = state.status === 'preparing' || state.status === 'ready' || state.status === 'unavailable';
  return leaves || (state.status === 'failed' && state.approval === undefined) ? IDLE : state;
}
