/** Renders a state. Nothing here acts: every press and choice goes to `actions`. */
import { html, nothing, type TemplateResult } from 'lit';
import { type Offer, offerOf } from '../../checkout/state/state.ts';
import { button, startAgainButton } from './buttons.ts';
import { messages } from './messages.ts';
import { methods } from './methods.ts';
import { review } from './review.ts';
import { type Actions, isLastStep, type View } from './view-model.ts';

export function renderCheckout(view: View, actions: Actions): TemplateResult {
  const { state, strings } = view;
  const offer = offerOf(state);
  // In a form of its own, Enter on a way to pay presses the button.
  const submit = (event: Event) => {
    event.preventDefault();
    actions.press();
  };
  return html`
    <form
      part="base"
      class=${baseClass(view, offer)}
      lang=${strings.lang}
      novalidate
      @submit=${submit}
    >
      ${isLastStep(state) && offer ? review(view, offer) : methods(view, offer, actions)}
      ${messages(view)} ${button(view)} ${startAgainButton(view, actions)}
      ${view.needsFallback ? html`<slot name="fallback"></slot>` : nothing} ${view.panel ?? nothing}
    </form>
  `;
}

/** `blank`: no way to pay has been shown yet. `alone`: there is a message and no way to pay. */
function baseClass({ state, hasArrived }: View, offer: Offer | undefined): string {
  const isBefore = state.status === 'idle' || state.status === 'preparing';
  if (isBefore) return hasArrived ? 'base' : 'base blank';
  return offer === undefined ? 'base alone' : 'base';
}
