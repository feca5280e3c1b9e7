import { html, nothing } from 'lit';
import { offerOf } from '../../checkout/state/state.ts';
import { buttonLabel, hasOrderButtonLaw, klarnaLabel, lawfulLabel } from '../order-button/button-label.ts';
import { type Actions, isOrderButton, isWaiting, showsStartAgain, type View, waitsForLastPress } from './view-model.ts';

export function button(view: View) {
  const { state, disabled } = view;
  const { status } = state;
  const busy = isWaiting(state);
  const works = status === 'ready' || status === 'failed' || waitsForLastPress(state);
  // `aria-disabled` instead of `disabled` while waiting, because a disabled button loses the focus.
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

/** The law requires the order label only for the press that places the order. */
function buttonText({ state, strings, language, isMultiStep }: View) {
  const country = offerOf(state)?.session.purchase_country;
  if (state.status === 'failed') {
    if (state.approval === undefined) return strings.retry;
    // This press places the order, so the law applies to it, too.
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

export function startAgainButton(view: View, actions: Actions) {
  if (!showsStartAgain(view)) return nothing;
  return html`
    <button part="start-again" class="quiet" type="button" @click=${() => actions.startAgain()}>
      ${view.strings.startAgain}
    </button>
  `;
}
