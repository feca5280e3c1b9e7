/** Switches the country: other prices (see `show-cart.ts`), another form, another carrier. */
import { MARKETS, type MarketCode } from '../shop/markets.ts';
import { find } from './find.ts';

export function showMarket(code: MarketCode): void {
  const market = MARKETS[code];
  for (const button of document.querySelectorAll<HTMLElement>('[data-market]')) {
    button.setAttribute('aria-pressed', String(button.dataset.market === code));
  }
  for (const field of document.querySelectorAll<HTMLElement>('[data-only]')) {
    const wanted = field.dataset.only === code;
    field.hidden = !wanted;
    // A disabled control is neither required nor read.
    for (const control of field.querySelectorAll('select')) control.disabled = !wanted;
  }
  find<HTMLInputElement>('#checkout-form [name=country]').value = code;
  find('[data-country]').textContent = market.name;
  find('[data-delivery]').textContent = market.delivery;
}
