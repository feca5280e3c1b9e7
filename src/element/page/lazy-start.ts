/** The element starts a little before the shopper scrolls to it. */
const MARGIN = '200px';

/** A smaller visible share does not count: a collapsed panel without height shows an edge of the element. */
const LEAST_SHARE = 0.01;

/**
 * Starts an element with `loading="lazy"` as soon as it is almost in view and not disabled. An element inside
 * `display: none` is never in view.
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

  /** Starts the element if it may start, else observes it. Call it again when an attribute has changed. */
  look(isLazy: boolean): void {
    if (this.#hasBegun) return;
    if (!isLazy || (this.#isSeen && !this.#host.matches(':disabled'))) this.begin();
    else this.#observe();
  }

  /** Starts the element now, because the shopper or the page asks for it. */
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
