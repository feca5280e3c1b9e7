import type { LitElement, ReactiveController } from 'lit';
import type { CheckoutStatus } from '../checkout/state/state.ts';
import { isVisible } from './page/is-visible.ts';

type Host = LitElement & { readonly status: CheckoutStatus };

/**
 * Keyboard and screen-reader users must not lose their place when the focused control disappears or is disabled. The focus
 * then moves to the button, or to the message if there is no button. After Klarna's window it returns to the button, unless
 * it is already elsewhere, such as on a field that the shopper must correct.
 */
export class FocusController implements ReactiveController {
  readonly #host: Host;
  #holder: Element | null = null;
  #wasAtKlarna = false;

  constructor(host: Host) {
    this.#host = host;
  }

  hostUpdate(): void {
    this.#holder = this.#root?.activeElement ?? null;
  }

  hostUpdated(): void {
    const isAtKlarna = this.#host.status === 'authorizing';
    const isBack = this.#wasAtKlarna && !isAtKlarna;
    this.#wasAtKlarna = isAtKlarna;
    if (this.#holder !== null ? !canHold(this.#holder) : isBack && isNowhere()) this.#moveFocus();
  }

  get #root(): ShadowRoot | null {
    return this.#host.shadowRoot;
  }

  #moveFocus(): void {
    const candidates = this.#root?.querySelectorAll<HTMLElement>('[part~="button"], .message') ?? [];
    // The message comes first in the markup, but the button is more useful.
    [...candidates].reverse().find(canHold)?.focus();
  }
}

const canHold = (element: Element): boolean =>
  element.isConnected && !element.matches(':disabled') && isVisible(element);

/** The focus is on nothing, or in the iframe that Klarna lays over the page while its window is open. */
function isNowhere(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || /^klarna-.+-fullscreen$/.test(activeElement.id);
}
