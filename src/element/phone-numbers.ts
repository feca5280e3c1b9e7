import { readFields } from './form-fields.ts';
import type { ToE164 } from './form-phone.ts';

/** One element tells of it for all on the page. */
let hasWarned = false;

const loadToE164 = async (): Promise<ToE164> => (await import('./phone.ts')).toE164;

/** Below Klarna's script and its widgets in every queue. Safari knows no idle time (ms). */
const whenIdle = (work: () => void): void => {
  if ('requestIdleCallback' in window) window.requestIdleCallback(work, { timeout: 2000 });
  else setTimeout(work, 200);
};

/**
 * Has what knows phone numbers at hand when the shopper presses the button, where nothing can be waited for any more:
 * `authorize` belongs into the task of the click. A number that is pressed before it is here goes as it was typed.
 */
export class PhoneNumbers {
  readonly #load: () => Promise<ToE164>;
  readonly #later: (work: () => void) => void;
  #toE164: ToE164 | undefined;
  #isLoading = false;

  constructor(load = loadToE164, later = whenIdle) {
    this.#load = load;
    this.#later = later;
  }

  /** Undefined until it is here. */
  get toE164(): ToE164 | undefined {
    return this.#toE164;
  }

  /** To be called whenever there is time; nothing is fetched for a form that asks for no number. */
  prepare(form: HTMLFormElement): void {
    if (this.#toE164 || this.#isLoading || !readFields(form).some(({ token }) => token.startsWith('tel'))) return;
    this.#isLoading = true;
    this.#later(() => void this.#fetch());
  }

  async #fetch(): Promise<void> {
    try {
      this.#toE164 = await this.#load();
    } catch (cause) {
      // Asked for again with the next occasion. Klarna reads numbers as people write them, too.
      if (!hasWarned) console.warn(NOT_LOADED, cause);
      hasWarned = true;
    } finally {
      this.#isLoading = false;
    }
  }
}

const NOT_LOADED =
  '<klarna-checkout-button>: what knows phone numbers could not be loaded, so they go to Klarna as they are typed. ' +
  'Is the file phone.js published beside the script?';
