/** Below Klarna's script and its widgets in every queue. Safari knows no idle time (ms). */
const whenIdle = (work: () => void): void => {
  if ('requestIdleCallback' in window) window.requestIdleCallback(work, { timeout: 2000 });
  else setTimeout(work, 200);
};

/** One element tells of a file for all on the page. */
const missed = new Set<string>();

/**
 * A file that is at hand when the shopper presses the button, for nothing can be waited for then: `authorize` belongs into
 * the task of the click. Not here in time, or not at all, the checkout goes on without it.
 */
export class LaterFile<out Content> {
  readonly #load: () => Promise<Content>;
  readonly #warning: string;
  readonly #later: (work: () => void) => void;
  #content: Content | undefined;
  #isLoading = false;
  #hasFailed = false;
  #waiting: (() => void)[] = [];

  /** @param warning told once if the file does not arrive */
  constructor(load: () => Promise<Content>, warning: string, later = whenIdle) {
    this.#load = load;
    this.#warning = `<klarna-checkout-button>: ${warning}`;
    this.#later = later;
  }

  /** Undefined until it is here. */
  get content(): Content | undefined {
    return this.#content;
  }

  /** It is here, or it has failed or was late once: nobody waits for it any more. */
  get isSettled(): boolean {
    return this.#content !== undefined || this.#hasFailed;
  }

  /**
   * To be called whenever there is time.
   *
   * @param then called when the file has arrived, or has failed to
   */
  fetch(then?: () => void): void {
    if (this.#content !== undefined) return;
    if (then) this.#waiting.push(then);
    if (this.#isLoading) return;
    this.#isLoading = true;
    this.#later(() => void this.#fetch());
  }

  /** Resolves when the file has arrived, has failed, or the deadline is over; then it counts as failed until it arrives. */
  async settle(deadline: AbortSignal): Promise<void> {
    if (this.isSettled) return;
    await new Promise<void>((resolve) => {
      deadline.addEventListener('abort', () => resolve(), { once: true });
      this.fetch(resolve);
    });
    if (this.#content === undefined) this.#fail('It has not arrived in time.');
  }

  async #fetch(): Promise<void> {
    try {
      this.#content = await this.#load();
    } catch (cause) {
      // Asked for again with the next occasion.
      this.#fail(cause);
    } finally {
      this.#isLoading = false;
    }
    for (const then of this.#waiting.splice(0)) then();
  }

  #fail(cause: unknown): void {
    this.#hasFailed = true;
    if (!missed.has(this.#warning)) console.warn(this.#warning, cause);
    missed.add(this.#warning);
  }
}
