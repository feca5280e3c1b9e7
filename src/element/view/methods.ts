import { html, nothing } from 'lit';
import type { Offer } from '../../checkout/state/state.ts';
import { WORDS_ID } from './messages.ts';
import { method } from './method.ts';
import { ribbon } from './test-mode-ribbon.ts';
import { type Actions, busyOf, type View } from './view-model.ts';

/** The ways to pay, or a placeholder until Klarna has loaded. */
export function methods(view: View, offer: Offer | undefined, actions: Actions) {
  const { state, strings } = view;
  if (offer === undefined) {
    const wanted = state.status === 'idle' || state.status === 'preparing';
    return wanted
      ? html`<div part="methods" class="methods" tabindex="-1" aria-busy=${busyOf(state)}>${skeleton}</div>`
      : nothing;
  }
  const categories = offer.session.payment_method_categories;
  const single = categories.length === 1;
  const locked = view.disabled || (state.status !== 'ready' && state.status !== 'preparing');
  return html`
    <fieldset part="methods" class=${single ? 'methods single' : 'methods several'} ?disabled=${locked} aria-busy=${busyOf(state)} aria-describedby=${view.hint ? WORDS_ID : nothing}>
      <legend>${strings.heading}</legend>
      ${ribbon(offer.session, strings)}
      ${categories.map((category) => method(category, offer, view, single, actions))}
    </fieldset>
  `;
}

const skeleton = html`
  <div class="skeleton" aria-hidden="true"><span class="bone line"></span><span class="bone mark"></span></div>
  <div class="bone card" aria-hidden="true"></div>
`;
