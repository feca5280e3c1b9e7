/**
 * The flow of a checkout as one pure function. It knows no DOM, no network and no time; the classes in `steps/` do the
 * work that a state asks for. An action that a state does not know returns the *same* object. That one rule absorbs the
 * double click, the late answer, and the cart that changes during payment.
 *
 *     idle ─▶ preparing ─▶ ready ─▶ authorizing ─▶ authorized ─▶ ordering ─▶ complete
 *               │  ▲ │      │ ▲ ▲      │ │ ▲          │ │            │  ▲
 *               │  │ │      │ │ └closed┘ │ └──────────┘ │            │  │ retry with the same authorization
 *               │  │ │      │ │          │  reauthorize │            ▼  │
 *               ▼  └─┼──────┘ │          ▼  or finalize │           failed
 *             failed │ refresh│     unavailable         │
 *               └────┼─ retry ┘                         │
 *                    └─ authorized on an earlier page ──┘
 */
import type { CheckoutSession } from '../endpoint/session.ts';
import { KlarnaCheckoutError } from '../errors.ts';
import {
  type Authorization,
  type AuthorizeCall,
  type CheckoutAction,
  type CheckoutState,
  categoryOf,
  IDLE,
  INTERRUPTED,
  type NextStep,
  type Notice,
  type Offer,
  offerOf,
  type State,
  type WidgetStatus,
} from './state.ts';

export function transition(state: CheckoutState, action: CheckoutAction): CheckoutState {
  switch (action.type) {
    case 'prepare':
      return prepare(state, action.run, action.notice);
    case 'session-opened':
      return state.status === 'preparing' && state.run === action.run ? openOffer(state, action.session) : state;
    case 'widget-loaded':
      return 'run' in state && state.run === action.run
        ? settleWidget(state, action.category, action.show_form)
        : state;
    case 'widgets-lost':
      return loseWidgets(state, action.run);
    case 'prepare-failed':
      return state.status === 'preparing' && state.run === action.run ? fail(state, action.error) : state;
    case 'resumed':
      return resume(state, action.run, action.category, action.next);
    case 'order-resumed':
      return state.status === 'preparing' && state.run === action.run
        ? { status: 'ordering', ...action.approval }
        : state;
    case 'select':
      return select(state, action.category);
    case 'notice':
      return state.status === 'ready' || state.status === 'authorized' ? { ...state, notice: action.notice } : state;
    case 'authorize':
    case 'reauthorize':
    case 'finalize':
      return authorize(state, action.type);
    case 'session-updated':
      return state.status === 'authorizing' ? { ...state, offer: { ...state.offer, session: action.session } } : state;
    case 'approved':
      return approve(state, action.authorization_token, action.held ?? false);
    case 'invalid':
      return returnFromCall(state, { kind: 'invalid', invalid_fields: action.invalid_fields });
    case 'closed':
      return returnFromCall(state, { kind: 'closed', at_once: action.at_once });
    case 'declined':
      return state.status === 'authorizing' || state.status === 'ordering'
        ? { status: 'unavailable', reason: 'declined', category: state.category }
        : state;
    case 'authorize-failed':
      return state.status === 'authorizing' ? fail(state, action.error) : state;
    case 'order':
      return order(state);
    case 'taken':
      return state.status === 'authorized' && state.step === 'order' && !state.taken
        ? { ...state, taken: true }
        : state;
    case 'ordered':
      // While authorizing: another tab or Klarna's callback placed the order. While preparing: an earlier page did.
      return state.status === 'ordering' || state.status === 'authorizing' || state.status === 'preparing'
        ? { status: 'complete', order: action.order }
        : state;
    case 'found':
      return isWaiting(state) ? { status: 'complete', order: action.order } : state;
    case 'next-cart':
      return state.status === 'complete'
        ? { status: 'preparing', run: action.run, offer: undefined, category: undefined, notice: undefined }
        : state;
    case 'order-failed':
      return state.status === 'ordering'
        ? fail(state, action.error, action.approval_lives ? approvalOf(state) : undefined)
        : state;
    case 'leave':
      return leave(state);
  }
}

const fail = (state: CheckoutState, error: KlarnaCheckoutError, approval?: Authorization): State<'failed'> => ({
  status: 'failed',
  error,
  category: categoryOf(state),
  approval,
});

/** True if no call to Klarna and no order is running. */
const isWaiting = ({ status }: CheckoutState): boolean =>
  status === 'preparing' || status === 'ready' || status === 'unavailable' || status === 'failed';

const approvalOf = ({ offer, session_id, category, authorization_token }: Authorization): Authorization => ({
  offer,
  session_id,
  category,
  authorization_token,
});

function prepare(state: CheckoutState, run: number, notice: Notice | undefined): CheckoutState {
  const begin = (offer: Offer | undefined): CheckoutState => ({
    status: 'preparing',
    run,
    offer,
    category: categoryOf(state),
    notice,
  });
  switch (state.status) {
    case 'idle':
    case 'ready':
    case 'unavailable':
      return begin(offerOf(state));
    case 'preparing':
      return run > state.run ? { ...state, run, notice: notice ?? state.notice } : state;
    case 'authorized':
      return state.held || state.taken ? begin(state.offer) : state;
    case 'failed':
      return state.approval ? state : begin(undefined);
    default:
      return state;
  }
}

function openOffer(state: State<'preparing'>, session: CheckoutSession): CheckoutState {
  const { run, category: wanted, notice } = state;
  const identifiers = session.payment_method_categories.map(({ identifier }) => identifier);
  if (identifiers.length === 0) return { status: 'unavailable', reason: 'not-offered', category: wanted };
  const category = identifiers.length === 1 ? identifiers[0] : identifiers.find((identifier) => identifier === wanted);
  const widgets = Object.fromEntries(identifiers.map((identifier) => [identifier, 'loading' as const]));
  const offer: Offer = { session, widgets };
  const { authorization_token, session_id } = session;
  if (authorization_token === undefined) return { status: 'preparing', run, offer, category, notice };
  const error = new KlarnaCheckoutError('order', 'Authorized on an earlier page, and not ordered yet.', {
    reason: 'unfinished',
  });
  return { status: 'failed', error, category, approval: { offer, session_id, category, authorization_token } };
}

function settleWidget(state: Extract<CheckoutState, { run: number }>, category: string, show_form: boolean) {
  if (state.offer?.widgets[category] === undefined || state.status === 'authorized') return state;
  const settled: WidgetStatus = show_form ? 'shown' : 'not-offered';
  const offer: Offer = { ...state.offer, widgets: { ...state.offer.widgets, [category]: settled } };
  // Another widget may still load during a payment. The result of the payment decides about the widget in use.
  if (state.status === 'authorizing') return category === state.category ? state : { ...state, offer };
  const answers = Object.values(offer.widgets);
  const chosen = !show_form && state.category === category ? undefined : state.category;
  if (answers.every((answer) => answer === 'not-offered')) {
    return { status: 'unavailable', reason: 'not-offered', category: chosen } as const;
  }
  if (state.status === 'ready') return { ...state, offer, category: chosen };
  return answers.includes('shown')
    ? ({ status: 'ready', run: state.run, offer, category: chosen, notice: state.notice } as const)
    : { ...state, offer, category: chosen };
}

const unloaded = ({ session, widgets }: Offer): Offer => ({
  session,
  widgets: Object.fromEntries(
    Object.entries(widgets).map(([category, widget]) => [category, widget === 'shown' ? 'loading' : widget]),
  ),
});

/** The offer stays, although its widgets are gone. They are loaded again when the shopper comes near. */
function loseWidgets(state: CheckoutState, run: number | undefined): CheckoutState {
  if (state.status === 'ready') return { ...state, offer: unloaded(state.offer) };
  if (state.status !== 'preparing' || state.run !== run || state.offer === undefined) return state;
  const { offer, category, notice } = state;
  return { status: 'ready', run, offer: unloaded(offer), category, notice };
}

function resume(state: CheckoutState, run: number, category: string, next: NextStep): CheckoutState {
  if (state.status !== 'preparing' || state.run !== run || state.offer?.widgets[category] === undefined) return state;
  const { offer, notice } = state;
  return { status: 'authorized', run, offer, category, held: true, taken: false, notice, ...next };
}

function select(state: CheckoutState, category: string | undefined): CheckoutState {
  if (category === categoryOf(state)) return state;
  // The choice counts for the next try, which asks Klarna whether it is offered.
  if (state.status === 'unavailable' || (state.status === 'failed' && !state.approval)) return { ...state, category };
  if (state.status !== 'ready' && state.status !== 'preparing') return state;
  if (state.offer !== undefined && !maySelect(state.offer, category)) return state;
  return state.status === 'ready' ? { ...state, category, notice: undefined } : { ...state, category };
}

/** A single category stays chosen. If there are several, the shopper may choose none, or any that Klarna has not refused. */
function maySelect({ widgets }: Offer, category: string | undefined): boolean {
  if (category === undefined) return Object.keys(widgets).length > 1;
  return widgets[category] !== undefined && widgets[category] !== 'not-offered';
}

function authorize(state: CheckoutState, call: AuthorizeCall): CheckoutState {
  if (call === 'authorize') {
    if (state.status !== 'ready' || state.category === undefined) return state;
    const { run, offer, category } = state;
    return offer.widgets[category] === 'shown' ? { status: 'authorizing', run, offer, category, call } : state;
  }
  // `reauthorize` is possible at any time, `finalize` only if Klarna asks for it.
  if (state.status !== 'authorized' || (call === 'finalize' && state.step !== 'finalize')) return state;
  const { run, offer, category } = state;
  return { status: 'authorizing', run, offer, category, call };
}

function approve(state: CheckoutState, authorization_token: string | undefined, held: boolean): CheckoutState {
  if (state.status !== 'authorizing') return state;
  const { run, offer, category } = state;
  const next: NextStep = authorization_token
    ? { step: 'order', authorization_token }
    : { step: 'finalize', authorization_token: undefined };
  return { status: 'authorized', run, offer, category, held, taken: false, notice: undefined, ...next };
}

/**
 * Back to the state before the call. If `reauthorize` has updated the session, that stays: the authorization is for the old
 * cart, so the next step is `reauthorize` again.
 */
function returnFromCall(state: CheckoutState, notice: Notice): CheckoutState {
  if (state.status !== 'authorizing') return state;
  const { run, offer, category, call } = state;
  if (call === 'authorize') return { status: 'ready', run, offer, category, notice };
  const next: NextStep = { step: call, authorization_token: undefined };
  return { status: 'authorized', run, offer, category, held: true, taken: false, notice, ...next };
}

function order(state: CheckoutState): CheckoutState {
  if (state.status === 'authorized' && state.step === 'order') {
    const { offer, category, authorization_token } = state;
    return { status: 'ordering', offer, session_id: offer.session.session_id, category, authorization_token };
  }
  return state.status === 'failed' && state.approval ? { status: 'ordering', ...state.approval } : state;
}

/**
 * A running order continues without the element, so that no authorization is lost when a framework draws the page again.
 * A call to Klarna does not: its answer comes through a frame of the element. If the shopper authorizes after that, the next
 * session answer has the authorization.
 */
function leave(state: CheckoutState): CheckoutState {
  switch (state.status) {
    case 'authorizing': {
      const message = 'The element left the page while the shopper was at Klarna.';
      return fail(state, new KlarnaCheckoutError('authorization', message, { reason: INTERRUPTED }));
    }
    case 'preparing':
    case 'ready':
    case 'unavailable':
      return IDLE;
    case 'authorized':
      return state.held || state.taken ? IDLE : state;
    case 'failed':
      return state.approval ? state : IDLE;
    default:
      return state;
  }
}
