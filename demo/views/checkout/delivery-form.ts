/**
 * The delivery address. Each field has an `autocomplete` value. Browsers fill the fields in by it, and
 * `<klarna-checkout-button>` reads them on click without further script.
 */
import { MARKETS, type MarketCode } from '../../shop/markets.ts';
import { html } from '../html.ts';
import { US_STATES } from './us-states.ts';

interface Field {
  readonly label: string;
  readonly autocomplete: string;
  readonly type?: 'text' | 'email' | 'tel' | 'date';
  readonly size?: 'half' | 'third';
  readonly optional?: string;
  readonly maxlength?: number;
}

/** Klarna takes at most 99 characters, and 10 for a postal code. */
const field = ({ label, autocomplete, type = 'text', size, optional, maxlength = 99 }: Field) => {
  const hint = optional !== undefined && html`<small id="${autocomplete}-hint">${optional}</small>`;
  return html`
    <p class="field ${size ?? 'full'}">
      <label for="${autocomplete}">${label}</label>
      <input id="${autocomplete}" name="${autocomplete}" type="${type}" autocomplete="${autocomplete}"
        ${type !== 'date' && html`maxlength="${maxlength}"`} ${hint ? html`aria-describedby="${autocomplete}-hint"` : html`required`}>
      ${hint}
    </p>`;
};

const stateField = (market: MarketCode) => html`
  <p class="field third" data-only="US" ${market !== 'US' && html`hidden`}>
    <label for="address-level1">State</label>
    <select id="address-level1" name="address-level1" autocomplete="address-level1" required ${market !== 'US' && html`disabled`}>
      <option value="">Choose…</option>
      ${US_STATES.map(([code, name]) => html`<option value="${code}">${name}</option>`)}
    </select>
  </p>`;

export const deliveryForm = (market: MarketCode) => html`
  <form id="checkout-form" class="fields" aria-label="Delivery details">
    <input type="hidden" name="country" autocomplete="country" value="${market}">
    ${field({ label: 'E-mail', autocomplete: 'email', type: 'email', size: 'half' })}
    ${field({ label: 'Phone', autocomplete: 'tel', type: 'tel', size: 'half' })}
    ${field({ label: 'Given name', autocomplete: 'given-name', size: 'half' })}
    ${field({ label: 'Family name', autocomplete: 'family-name', size: 'half' })}
    ${field({ label: 'Street and number', autocomplete: 'address-line1' })}
    ${field({ label: 'Postal code', autocomplete: 'postal-code', size: 'third', maxlength: 10 })}
    ${field({ label: 'City', autocomplete: 'address-level2', size: 'third' })}
    ${stateField(market)}
    ${field({ label: 'Date of birth', autocomplete: 'bday', type: 'date', size: 'half', optional: 'Optional. Klarna asks for it where it needs it.' })}
    <p class="field half shipping-note">
      <span class="label">Delivery: <span data-country>${MARKETS[market].name}</span></span>
      <span data-delivery>${MARKETS[market].delivery}</span>
    </p>
  </form>`;
