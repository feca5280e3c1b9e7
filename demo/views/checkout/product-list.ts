/**
 * The products, each with a stepper. The server draws them once; the browser changes numbers in place and keeps the
 * focus.
 */

import type { CartView } from '../../shop/cart-view.ts';
import { MAX_QUANTITY } from '../../shop/catalogue.ts';
import { formatMoney } from '../../shop/format-money.ts';
import type { Product } from '../../shop/product.ts';
import { intervalText } from '../../shop/subscriptions/interval-text.ts';
import { html } from '../html.ts';
import { minus, picture, plus } from '../icons.ts';

const quantityOf = (cart: CartView, sku: string) => cart.quantities[sku] ?? 0;

export const priceOf = (cart: CartView, product: Product) =>
  formatMoney(product.prices[cart.market], cart.purchase_currency, cart.locale);

const planWords = ({ plan }: Product) => plan && html` <span class="every">${intervalText(plan.subscription)}</span>`;

const product = (cart: CartView, item: Product) => {
  const quantity = quantityOf(cart, item.sku);
  return html`
    <li class="product" data-sku="${item.sku}" data-in-cart="${quantity > 0 ? 'yes' : 'no'}">
      <div class="product-picture">${picture(item.sku)}</div>
      ${item.plan?.first === 'free' && html`<p class="first-free">First one free</p>`}
      <div class="product-words">
        <h3>${item.name}</h3>
        <p>${item.description}</p>
      </div>
      <div class="product-foot">
        <span class="price-words"><span class="price" data-price>${priceOf(cart, item)}</span>${planWords(item)}</span>
        <div class="stepper" role="group" aria-label="Quantity of ${item.name}">
          <button type="button" data-step="-1" aria-label="Remove one ${item.name}" ${quantity === 0 && html`disabled`}>${minus}</button>
          <output data-quantity aria-label="${item.name} in the cart">${quantity}</output>
          <button type="button" data-step="1" aria-label="Add one ${item.name}" ${quantity >= MAX_QUANTITY && html`disabled`}>${plus}</button>
        </div>
      </div>
    </li>`;
};

export const productList = (cart: CartView, products: readonly Product[]) => html`
  <ul class="products">${products.map((item) => product(cart, item))}</ul>`;
