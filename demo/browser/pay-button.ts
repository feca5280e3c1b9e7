/**
 * The one thing on this page that comes from the package. The server writes its tag into the page when there is
 * something to pay; it is added here when the first piece comes into an empty cart.
 */
import { type CheckoutStatus, KlarnaCheckoutButton } from '../../src/element/index.ts';
import { find } from './find.ts';

const TAG = 'klarna-checkout-button';

/** Klarna wants the order to stay as it is while the shopper pays. */
const LOCKING: readonly CheckoutStatus[] = ['authorizing', 'authorized', 'ordering', 'complete'];

interface Options {
  sdkUrl: string;
  onLock(locked: boolean): void;
  /** The cart was another one than the shopper approved. */
  onCartChanged(): void;
}

export class PayButton {
  readonly #area = find('[data-pay-area]');
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
    // Before the tag is defined: the element starts to load Klarna's script as soon as it is.
    KlarnaCheckoutButton.sdkUrl = options.sdkUrl;
    customElements.define(TAG, KlarnaCheckoutButton);
    const element = this.#element;
    if (element) this.#listen(element);
  }

  /** While the cart is being changed: what Klarna shows is no longer true. */
  set disabled(disabled: boolean) {
    const element = this.#element;
    if (element) element.disabled = disabled;
  }

  /** The cart has changed, and there is something in it. */
  refresh(): void {
    const element = this.#element;
    if (element) void element.refresh();
    else this.#add();
  }

  /** The shopper is at Klarna, or the order is being placed: nothing may be changed now. */
  get isPaying(): boolean {
    return LOCKING.includes(this.#element?.status ?? 'idle');
  }

  get #element(): KlarnaCheckoutButton | null {
    return this.#area.querySelector(TAG);
  }

  #add(): void {
    const element = document.createElement(TAG);
    element.setAttribute('endpoint', '/klarna');
    element.setAttribute('form', 'checkout-form');
    this.#listen(element);
    this.#area.append(element);
  }

  #listen(element: KlarnaCheckoutButton): void {
    element.addEventListener('klarna-error', ({ error }) => {
      if (error.code === 'cart-changed' || error.reason === 'empty-cart') this.#options.onCartChanged();
    });
    element.addEventListener('klarna-status', () => this.#options.onLock(LOCKING.includes(element.status)));
  }
}
