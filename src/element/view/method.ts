import { html, nothing } from 'lit';
import { categoryOf, type Offer } from '../../checkout/state/state.ts';
import type { PaymentMethodCategory } from '../../klarna/types.ts';
import { badge } from './badge.ts';
import { type Actions, slotName, type View } from './view-model.ts';

export function method(
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
