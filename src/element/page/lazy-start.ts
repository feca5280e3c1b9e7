/** The shopper scrolls on: the element begins a little before they see it. */
const MARGIN = '200px';

/** The least share of the element that counts as seen: a folded panel of no height shows an edge of it. */
const LEAST_SHARE = 0.01;

/**
 * Decides when an element with `loading="lazy"` begins: as soon as it is in view, or nearly, and not disabled. An element in
 * a panel that is not displayed is never in view.
 */
export class LazyStart {
  readonly #host: HTMLElement;
  readonly #begin: () => void;
  #observer: IntersectionObserver | undefined;
  #isSeen = false;
  #hasBegun = false;

  constructor(host: HTMLElement, begin: () => void) {
    this.#host = host;
    this.#begin = begin;
  }

  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Begins if nothing speaks against it, else waits. To be called again when an attribute has changed. */
  look(isLazy: boolean): void {
    if (this.#hasBegun) return;
    if (!isLazy || (this.#isSeen && !this.#host.matches(':disabled'))) this.begin();
    else this.#observe();
  }

  /** The shopper or the page asks for it. */
  begin(): void {
    if (this.#hasBegun) return;
    this.#stopObserving();
    this.#hasBegun = true;
    this.#begin();
  }

  /** The element has left the page. */
  reset(): void {
    this.#stopObserving();
    this.#hasBegun = false;
  }

  #observe(): void {
    if (this.#observer) return;
    const follow = (entries: IntersectionObserverEntry[]) => {
      this.#isSeen = (entries.at(-1)?.intersectionRatio ?? 0) >= LEAST_SHARE;
      this.look(true);
    };
    this.#observer = new IntersectionObserver(follow, { rootMargin: MARGIN, threshold: [0, LEAST_SHARE] });
    this.#observer.observe(this.#host);
  }

  #stopObserving(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#isSeen = false;
  }
}
