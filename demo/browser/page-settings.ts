import type { CartView } from '../shop/cart-view.ts';

/** Settings that the server writes into the page, so that the page needs no request before it is drawn. */
interface PageSettings {
  /** Address of Klarna's script, or of the simulator's stand-in. */
  readonly sdkUrl: string;
  readonly cart: CartView;
}

export function readPageSettings(): PageSettings {
  const block = document.querySelector('script#page-settings');
  if (!block?.textContent) throw new Error('The page came without its settings. Open it through the shop’s server.');
  return JSON.parse(block.textContent);
}
