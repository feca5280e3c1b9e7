/** Updates the page from the cart. Numbers change in place, so that the focus stays on the button that was pressed. */

import type { CartView } from '../shop/cart-view.ts';
import { CATALOGUE, MAX_QUANTITY } from '../shop/catalogue.ts';
import { intentNote } from '../views/checkout/mode-note.ts';
import { payTotal } from '../views/checkout/pay-total.ts';
import { priceOf } from '../views/checkout/product-list.ts';
import { summary } from '../views/checkout/summary.ts';
import { find } from './find.ts';

export function showQuantity(sku: string, quantity: number): void {
  const product = find(`[data-sku="${sku}"]`);
  find('[data-quantity]', product).textContent = String(quantity);
  product.dataset.inCart = quantity > 0 ? 'yes' : 'no';
  const [less, more] = [
    find<HTMLButtonElement>('[data-step="-1"]', product),
    find<HTMLButtonElement>('[data-step="1"]', product),
  ];
  // A button loses its focus when it is disabled, so the other button gets it.
  if (quantity === 0 && document.activeElement === less) more.focus();
  if (quantity === MAX_QUANTITY && document.activeElement === more) less.focus();
  less.disabled = quantity === 0;
  more.disabled = quantity >= MAX_QUANTITY;
}

export function showCart(cart: CartView): void {
  for (const product of CATALOGUE) {
    showQuantity(product.sku, cart.quantities[product.sku] ?? 0);
    find(`[data-sku="${product.sku}"] [data-price]`).textContent = priceOf(cart, product);
  }
  find('[data-summary]').innerHTML = String(summary(cart));
  find('[data-pay-total]').innerHTML = String(payTotal(cart));
  find('[data-intent]').innerHTML = String(intentNote(cart));
  find('[data-checkout]').dataset.empty = cart.item_count === 0 ? 'yes' : 'no';
  for (const part of document.querySelectorAll<HTMLElement>('[data-needs-cart]')) part.hidden = cart.item_count === 0;
}
