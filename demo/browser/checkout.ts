/** The checkout page: a cart that follows the buttons, a form that follows the country, and Klarna's button. */
import type { CartView } from '../shop/cart-view.ts';
import { CATALOGUE, findProduct, MAX_QUANTITY } from '../shop/catalogue.ts';
import { EXAMPLE_CARTS } from '../shop/example-carts.ts';
import { isMarketCode } from '../shop/markets.ts';
import type { Quantities } from '../shop/price-cart.ts';
import { lastOrder } from '../views/checkout/summary.ts';
import { CartClient } from './cart-client.ts';
import { find } from './find.ts';
import { findLastOrder } from './last-order.ts';
import { readPageSettings } from './page-settings.ts';
import { PayButton } from './pay-button.ts';
import { showCart, showQuantity } from './show-cart.ts';
import { showMarket } from './show-market.ts';
import { fillIn, TEST_PEOPLE } from './test-people.ts';

const { cart: firstCart, sdkUrl } = readPageSettings();
let cart: CartView = firstCart;
/** The cart that Klarna got last. */
let seen = JSON.stringify(firstCart);

const form = find<HTMLFormElement>('#checkout-form');
const goods = find('.goods');
const delivery = find('.delivery');
const error = find('[data-cart-error]');

const payButton = new PayButton({
  sdkUrl,
  onLock(locked) {
    goods.inert = locked;
    delivery.inert = locked;
  },
  onCartChanged: () => client.look(),
});

const client = new CartClient(({ cart: answer, failed }) => {
  cart = answer ?? cart;
  showCart(cart);
  showMarket(cart.market);
  payButton.disabled = false;
  if (JSON.stringify(cart) !== seen && cart.item_count > 0) payButton.refresh();
  seen = JSON.stringify(cart);
  error.textContent = failed ? 'The shop could not be reached. Your cart is as you see it; please try again.' : '';
});

const change: CartClient['change'] = (wish) => {
  payButton.disabled = true;
  client.change(wish);
};

/** A step counts from the number on the page, which may be newer than the server's. */
function step(button: HTMLElement): void {
  const sku = button.closest<HTMLElement>('[data-sku]')?.dataset.sku ?? '';
  if (!findProduct(sku)) return;
  const shown = Number(find(`[data-sku="${sku}"] [data-quantity]`).textContent);
  const quantity = Math.min(MAX_QUANTITY, Math.max(0, shown + Number(button.dataset.step)));
  showQuantity(sku, quantity);
  change({ quantities: { [sku]: quantity } });
}

function take(quantities: Quantities): void {
  const all = Object.fromEntries(CATALOGUE.map(({ sku }) => [sku, quantities[sku] ?? 0]));
  for (const [sku, quantity] of Object.entries(all)) showQuantity(sku, quantity);
  change({ quantities: all });
}

goods.addEventListener('click', ({ target }) => {
  const button =
    target instanceof Element ? target.closest<HTMLElement>('[data-step], [data-market], [data-example]') : null;
  if (button?.dataset.step) step(button);
  const example = EXAMPLE_CARTS[Number(button?.dataset.example)];
  if (example) take(example.quantities);
  const market = button?.dataset.market;
  if (isMarketCode(market) && market !== cart.market) change({ market });
});

delivery.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLElement>('[data-test-person]') : null;
  const outcome = button?.dataset.testPerson;
  if (outcome === 'approved' || outcome === 'denied') fillIn(form, TEST_PEOPLE[cart.market][outcome]);
});

// The form has no target: the details go to Klarna, when the shopper clicks its button.
form.addEventListener('submit', (event) => event.preventDefault());

/**
 * A shopper who returns to an empty cart may not know that the order exists. Show the order, so that nothing is bought
 * twice.
 */
async function greetEmptyCart(): Promise<void> {
  const order_id = await findLastOrder();
  if (order_id && cart.item_count === 0) find('[data-summary]').innerHTML = String(lastOrder(order_id));
}
if (firstCart.item_count === 0) void greetEmptyCart();

// Another tab may have changed or bought the cart. The shopper must not pay for a cart that the page does not show.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible' && !payButton.isPaying) client.look();
});

// The browser restored this page from its memory, after the confirmation. The cart has changed since.
window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload();
});
