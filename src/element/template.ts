/** What the shopper sees of a state. Nothing here acts: every press and choice goes to `actions`. */
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { type CheckoutState, categoryOf, type Offer, offerOf } from '../checkout/machine.ts';
import type { PaymentMethodCategory } from '../klarna/types.ts';
import { badge } from './badge.ts';
import { buttonLabel, hasOrderButtonLaw, klarnaLabel, lawfulLabel } from './button-label.ts';
import { SUBMITTER_SLOT } from './form-submitter.ts';
import { icon } from './icon.ts';
import { type Hint, messageOf } from './message.ts';
import type { Language } from './strings/load-strings.ts';
import type { Strings } from './strings/strings.ts';

export interface View {
  readonly state: CheckoutState;
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

const isWaiting = (state: CheckoutState): boolean =>
  ['preparing', 'authorizing', 'ordering'].includes(state.status) || (state.status === 'authorized' && !state.held);

/** Approved, and one step from the order. */
const isLastStep = (state: CheckoutState): boolean =>
  (state.status === 'authorized' && state.held) || (state.status === 'authorizing' && state.call !== 'authorize');

/** Whether the next press places the order, or only opens Klarna. */
export const isOrderButton = (state: CheckoutState, isMultiStep: boolean): boolean =>
  !isMultiStep || (isLastStep(state) && !('step' in state && state.step === 'reauthorize'));

/** The page has something to say in the place of Klarna: it cannot be used, or not now. */
const needsFallback = (state: CheckoutState): boolean =>
  state.status === 'unavailable' || (state.status === 'failed' && state.approval === undefined);

export function template(view: View, actions: Actions): TemplateResult {
  const { state, strings } = view;
  const offer = offerOf(state);
  // A form of its own: Enter on a way to pay presses the button, as the browser does it in any form.
  const submit = (event: Event) => {
    event.preventDefault();
    actions.press();
  };
  return html`
    <form
      part="base"
      class=${baseClass(view, offer)}
      lang=${strings.lang}
      aria-busy=${isWaiting(state) ? 'true' : 'false'}
      novalidate
      @submit=${submit}
    >
      ${isLastStep(state) && offer ? review(view, offer) : methods(view, offer, actions)}
      ${messages(view)} ${button(view)} ${wayBack(view, actions)}
      ${needsFallback(state) ? html`<slot name="fallback"></slot>` : nothing} ${view.panel ?? nothing}
      <div class="unseen" aria-hidden="true"><slot name=${SUBMITTER_SLOT}></slot></div>
    </form>
  `;
}

/** `blank`: nothing to pay with has ever been here. `alone`: there are words, and no ways to pay above them. */
function baseClass({ state, hasArrived }: View, offer: Offer | undefined): string {
  const isBefore = state.status === 'idle' || state.status === 'preparing';
  if (isBefore) return hasArrived ? 'base' : 'base blank';
  return offer === undefined ? 'base alone' : 'base';
}

/** Stands on the border of the box: it comes with the session and must not push anything down. */
const ribbon = ({ environment }: Offer['session'], strings: Strings) =>
  environment !== undefined && environment !== 'production'
    ? html`<p part="ribbon" class="ribbon"><bdi>${strings.ribbon}</bdi></p>`
    : nothing;

function methods(view: View, offer: Offer | undefined, actions: Actions) {
  const { state, strings } = view;
  if (offer === undefined) {
    const wanted = state.status === 'idle' || state.status === 'preparing';
    return wanted ? html`<div part="methods" class="methods">${skeleton}</div>` : nothing;
  }
  const categories = offer.session.payment_method_categories;
  const single = categories.length === 1;
  const locked = view.disabled || (state.status !== 'ready' && state.status !== 'preparing');
  return html`
    <fieldset part="methods" class=${single ? 'methods single' : 'methods several'} ?disabled=${locked}>
      <legend>${strings.heading}</legend>
      ${ribbon(offer.session, strings)}
      ${categories.map((category) => method(category, offer, view, single, actions))}
    </fieldset>
  `;
}

/** What was chosen on an earlier page: nothing to choose here any more. */
function review({ state, strings }: View, { session }: Offer) {
  const chosen = session.payment_method_categories.find(({ identifier }) => identifier === categoryOf(state));
  return html`
    <div part="methods" class="methods review" role="group" aria-label=${strings.reviewHeading}>
      ${ribbon(session, strings)}
      <div part="method" class="method chosen">
        <div class="head">
          <span part="name" class="name"
            ><small>${strings.reviewHeading}</small><bdi lang=${session.locale ?? nothing}>${chosen?.name}</bdi></span
          >
          ${badge(chosen?.asset_urls)}
        </div>
        <div part="widget" class="panel"><div class="clip"><slot name=${REVIEW_SLOT}></slot></div></div>
      </div>
    </div>
  `;
}

const skeleton = html`
  <div class="skeleton" aria-hidden="true"><span class="bone line"></span><span class="bone mark"></span></div>
  <div class="bone card" aria-hidden="true"></div>
`;

function method(
  { identifier, name, asset_urls }: PaymentMethodCategory,
  offer: Offer,
  { state, strings }: View,
  single: boolean,
  actions: Actions,
) {
  const isChosen = identifier === categoryOf(state);
  const refused = offer.widgets[identifier] === 'not-offered';
  const label = html`
    <span part="name" class="name"
      ><bdi lang=${offer.session.locale ?? nothing}>${name}</bdi>${refused ? html`<small>${strings.categoryNotOffered}</small>` : nothing}</span>
    ${badge(asset_urls)}
  `;
  return html`
    <div part="method" class=${['method', isChosen && 'chosen', refused && 'not-offered'].filter(Boolean).join(' ')}>
      ${
        single
          ? html`<div class="head">${label}</div>`
          : html`<label class="head">
              <input
                type="radio"
                name="category"
                value=${identifier}
                .checked=${isChosen}
                ?disabled=${refused}
                @change=${() => actions.choose(identifier)}
              />
              ${label}
            </label>`
      }
      <div part="widget" class="panel" ?inert=${!isChosen}>
        <div class="clip">
          ${offer.widgets[identifier] === 'loading' ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}
          <slot name=${slotName(identifier)}></slot>
        </div>
      </div>
    </div>
  `;
}

/** Two live regions that never leave the page, so that screen readers notice what changes in them. */
function messages({ state, strings, hint, unmarked, hasArrived }: View) {
  const { text, tone } = messageOf(state, strings, hint, unmarked);
  const alert = tone === 'error' || tone === 'calm';
  // `bdi`: an Arabic page may be spoken to in English, whose full stop would go to the wrong end.
  const words = state.status === 'preparing' && !hasArrived ? strings.loading : text;
  // Other words are another paragraph: a centred line that grows would move.
  const line = (part: string) =>
    keyed(
      words,
      html`<p part=${part} class="message ${tone}" tabindex="-1">${icon(tone)}<span><bdi>${words}</bdi></span></p>`,
    );
  return html`
    <div part="messages" class="messages">
      <div role="status">${!alert && text ? line('status') : nothing}</div>
      <div role="alert">${alert ? line('alert') : nothing}</div>
    </div>
  `;
}

function button(view: View) {
  const { state, disabled } = view;
  const { status } = state;
  const busy = isWaiting(state);
  const works = status === 'ready' || status === 'failed' || (status === 'authorized' && state.held);
  // `aria-disabled` instead of `disabled` while waiting: a disabled button would drop the focus it holds.
  return html`
    <button
      part="button"
      type="submit"
      class=${busy ? 'busy' : ''}
      ?disabled=${disabled}
      ?hidden=${status === 'unavailable' || status === 'complete'}
      aria-disabled=${works ? 'false' : 'true'}
    >
      ${busy ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}
      ${buttonText(view)}
    </button>
  `;
}

/** Only the press that places the order has to say so by law. */
function buttonText({ state, strings, language, isMultiStep }: View) {
  const country = offerOf(state)?.session.purchase_country;
  if (state.status === 'failed') {
    if (state.approval === undefined) return strings.retry;
    // It places the order as much as the first press did.
    return hasOrderButtonLaw(country)
      ? html`<span lang=${language}>${lawfulLabel(language)}</span>`
      : strings.retryOrder;
  }
  const words = () => {
    if (!isOrderButton(state, isMultiStep)) return klarnaLabel(language);
    return isMultiStep && !hasOrderButtonLaw(country) ? strings.confirm : buttonLabel(language, country);
  };
  return html`<slot name="label" lang=${language}>${words()}</slot>`;
}

/** Klarna's script tells when its window is closed. Where it does not, nobody is to wait for ever. */
function wayBack({ state, strings, isOverdue }: View, actions: Actions) {
  if (state.status !== 'authorizing' || !isOverdue) return nothing;
  return html`
    <button part="start-again" class="quiet" type="button" @click=${() => actions.startAgain()}>
      ${strings.startAgain}
    </button>
  `;
}
