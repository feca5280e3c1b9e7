import { html } from './html.ts';

/** A picture of `pictures/products.svg`, which the server puts into each page. The product's name is beside it. */
export const picture = (sku: string) =>
  html`<svg class="picture" viewBox="0 0 240 200" aria-hidden="true"><use href="#picture-${sku}"/></svg>`;

export const minus = html`<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M5 10h10"/></svg>`;

export const plus = html`<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M5 10h10M10 5v10"/></svg>`;
