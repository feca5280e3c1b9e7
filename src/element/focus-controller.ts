import type { LitElement, ReactiveController } from 'lit';
import type { CheckoutStatus } from '../checkout/state/state.ts';
import { isVisible } from './page/is-visible.ts';

type Host = LitElement & { readonly status: CheckoutStatus };

/**
 * Who pays with the keyboard, or hears the page, is never thrown back to its top. What had the focus may go away or be
 * locked: then the focus goes to the button, and where there is none, to the words that say why. After Klarna's window it
 * comes back to the button, unless it is somewhere else by then: on a field that has to be corrected, say.
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
    // In the order of the markup the words come first, but the button is the way on.
    [...candidates].reverse().find(canHold)?.focus();
  }
}

const canHold = (element: Element): boolean =>
  element.isConnected && !element.matches(':disabled') && isVisible(element);

/** On nothing, or still in the frame that Klarna lays over the page while its window is open, and takes away after it. */
function isNowhere(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || /^klarna-.+-fullscreen$/.test(activeElement.id);
}
