import type { CartView } from '../../shop/cart-view.ts';
import { MARKET_LIST } from '../../shop/markets.ts';
import { html } from '../html.ts';

/** Buttons and not radio buttons, because an arrow key must not move the shop to another country. */
export const marketSwitch = (cart: CartView) => html`
  <div class="market-switch" role="group" aria-label="Ship to" data-markets>
    ${MARKET_LIST.map(
      ({ code, name, currency }) => html`
        <button type="button" data-market="${code}" aria-pressed="${code === cart.market ? 'true' : 'false'}">
          <span class="market-name">${name}</span> <span class="market-currency">${currency}</span>
        </button>`,
    )}
  </div>`;
