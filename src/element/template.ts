/** What the shopper sees of a state. Nothing here acts: every press and choice goes to `actions`. */
import { html, nothing, type TemplateResult } from 'lit';
import { type CheckoutState, categoryOf, type Offer, offerOf } from '../checkout/machine.ts';
import type { PaymentMethodCategory } from '../klarna/types.ts';
import { badge } from './badge.ts';
import { buttonLabel } from './button-label.ts';
import { SUBMITTER_SLOT } from './form-submitter.ts';
import { type Hint, messageOf } from './message.ts';
import type { Strings } from './strings/strings.ts';

export interface View {
  readonly state: CheckoutState;
  readonly disabled: boolean;
  readonly strings: Strings;
  readonly hint: Hint | undefined;
  /** Paths that Klarna refuses and that stand on no field of the page. */
  readonly unmarked: readonly string[];
}

export interface Actions {
  choose(category: string): void;
  press(): void;
}

/** The slot in which the light-DOM container of a category's widget is shown. */
export const slotName = (category: string): string => `widget-${category}`;

const WAITING: readonly string[] = ['preparing', 'authorizing', 'authorized', 'ordering'];

export function template(view: View, actions: Actions): TemplateResult {
  const { state } = view;
  const offer = offerOf(state);
  return html`
    <div part="base" class="base" aria-busy=${WAITING.includes(state.status) ? 'true' : 'false'}>
      ${methods(view, offer, actions)} ${messages(view)} ${button(view, actions)}
      <div class="unseen" aria-hidden="true"><slot name=${SUBMITTER_SLOT}></slot></div>
    </div>
  `;
}

/** Stands on the border of the box: it comes with the session and must not push anything down. */
const ribbon = ({ environment }: Offer['session'], strings: Strings) =>
  environment !== undefined && environment !== 'production'
    ? html`<p part="ribbon" class="ribbon">${strings.ribbon}</p>`
    : nothing;

function methods(view: View, offer: Offer | undefined, actions: Actions) {
  const { state, strings } = view;
  if (offer === undefined) {
    const wanted = state.status === 'idle' || state.status === 'preparing';
    return wanted ? html`<div part="methods" class="methods">${[0, 1, 2].map(skeleton)}</div>` : nothing;
  }
  const categories = offer.session.payment_method_categories;
  const single = categories.length === 1;
  const locked = view.disabled || (state.status !== 'ready' && state.status !== 'preparing');
  return html`
    <fieldset part="methods" class=${single ? 'methods single' : 'methods'} ?disabled=${locked}>
      <legend>${strings.heading}</legend>
      ${ribbon(offer.session, strings)}
      ${categories.map((category) => method(category, offer, view, single, actions))}
    </fieldset>
  `;
}

const skeleton = () => html`
  <div class="skeleton" aria-hidden="true">
    <span class="bone dot"></span><span class="bone line"></span><span class="bone mark"></span>
  </div>
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
    <span part="name" class="name">${name}${refused ? html`<small>${strings.categoryNotOffered}</small>` : nothing}</span>
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
function messages({ state, strings, hint, unmarked }: View) {
  const { text, tone } = messageOf(state, strings, hint, unmarked);
  const alert = tone === 'error' || tone === 'calm';
  const line = (part: string) => html`<p part=${part} class="message ${tone}" tabindex="-1">${text}</p>`;
  return html`
    <div part="messages" class="messages">
      <div role="status">${!alert && text ? line('status') : nothing}</div>
      <div role="alert">${alert ? line('alert') : nothing}</div>
    </div>
  `;
}

function button({ state, strings, disabled }: View, actions: Actions) {
  const { status } = state;
  const busy = WAITING.includes(status);
  const works = status === 'ready' || status === 'failed';
  // `aria-disabled` instead of `disabled` while waiting: a disabled button would drop the focus it holds.
  return html`
    <button
      part="button"
      type="button"
      class=${busy ? 'busy' : ''}
      ?disabled=${disabled}
      ?hidden=${status === 'unavailable' || status === 'complete'}
      aria-disabled=${works ? 'false' : 'true'}
      @click=${() => actions.press()}
    >
      ${busy ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}
      ${buttonText(state, strings)}
    </button>
  `;
}

function buttonText(state: CheckoutState, strings: Strings) {
  if (state.status === 'failed') return state.approval ? strings.retryOrder : strings.retry;
  return html`<slot name="label">${buttonLabel(offerOf(state)?.session.purchase_country)}</slot>`;
}
