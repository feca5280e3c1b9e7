/** A busy browser fetches the file after this time. */
const MAX_BUSY_MS = 2_000;

/** Safari has no `requestIdleCallback`. */
const WITHOUT_IDLE_CALLBACK_MS = 200;

/** Klarna's script and widgets come first. */
const whenIdle = (work: () => void): void => {
  if ('requestIdleCallback' in window) window.requestIdleCallback(work, { timeout: MAX_BUSY_MS });
  else setTimeout(work, WITHOUT_IDLE_CALLBACK_MS);
};

/** The page gets each warning once, whichever element gives it. */
const missed = new Set<string>();

/**
 * A file that is loaded in advance: nothing may be awaited once the button is clicked. If the file is late or missing, the
 * checkout continues without it.
 */
export class LaterFile<out Content> {
  readonly #load: () => Promise<Content>;
  readonly #warning: string;
  readonly #later: (work: () => void) => void;
  #content: Content | undefined;
  #isLoading = false;
  #hasFailed = false;
  #waiting: (() => void)[] = [];

  /** @param warning printed once if the file does not arrive */
  constructor(load: () => Promise<Content>, warning: string, later = whenIdle) {
    this.#load = load;
    this.#warning = `<klarna-checkout-button>: ${warning}`;
    this.#later = later;
  }

  /** Undefined until the file has loaded. */
  get content(): Content | undefined {
    return this.#content;
  }

  /** The file has loaded, has failed or was late. The button no longer waits for it. */
  get isSettled(): boolean {
    return this.#content !== undefined || this.#hasFailed;
  }

  /**
   * Loads the file when the browser is idle. Call it as often as you like.
   *
   * @param then called when the file has loaded or failed
   */
  fetch(then?: () => void): void {
    if (this.#content !== undefined) return;
    if (then) this.#waiting.push(then);
    if (this.#isLoading) return;
    this.#isLoading = true;
    this.#later(() => void this.#fetch());
  }

  /** Resolves when the file has loaded or failed, or at the deadline. A late file counts as failed until it arrives. */
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
      // The next `fetch` tries again.
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
