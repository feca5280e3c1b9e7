/**
 * The page's only use of the package. If there is something to pay, the server writes the tag into the page. Otherwise
 * this adds the tag when the first piece enters the cart.
 */
import { type CheckoutStatus, KlarnaCheckoutButton } from '../../src/element/index.ts';
import { find } from './find.ts';

const TAG = 'klarna-checkout-button';

/** Klarna requires that the order stays the same while the shopper pays. */
const LOCKING: readonly CheckoutStatus[] = ['authorizing', 'authorized', 'ordering', 'complete'];

interface Options {
  sdkUrl: string;
  onLock(locked: boolean): void;
  /** The cart differs from the one that the shopper approved. */
  onCartChanged(): void;
}

export class PayButton {
  readonly #area = find('[data-pay-area]');
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
    // Before the element is defined, because it starts to load Klarna's script at once.
    KlarnaCheckoutButton.sdkUrl = options.sdkUrl;
    customElements.define(TAG, KlarnaCheckoutButton);
    const element = this.#element;
    if (element) this.#listen(element);
  }

  /** Set while the cart changes, because Klarna shows the old cart. */
  set disabled(disabled: boolean) {
    const element = this.#element;
    if (element) element.disabled = disabled;
  }

  /** Call it when the cart has changed and is not empty. */
  refresh(): void {
    const element = this.#element;
    if (element) void element.refresh();
    else this.#add();
  }

  /** The shopper is at Klarna, or the order is being placed. The cart must not change now. */
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
