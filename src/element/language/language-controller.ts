import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { en } from '../strings/en.ts';
import { type Language, languageOf, loadStrings } from '../strings/load-strings.ts';
import type { Strings } from '../strings/strings.ts';

/**
 * Used until the first language has loaded. It has no loading message, because that would be English for a moment. The
 * space keeps the height of the line.
 */
const UNSETTLED: Strings = { ...en, loading: '\u00a0' };

/** The page gets one warning per missing language, whichever element gives it. */
const warned = new Set<Language>();

/**
 * Chooses the language of the element: the first wanted language that it knows, else English. It loads the texts as a file
 * and keeps the present language until then.
 */
export class LanguageController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #wishes: () => readonly (string | undefined)[];
  readonly #load: typeof loadStrings;
  #strings = UNSETTLED;
  #language: Language = 'en';
  /** The language that is loaded or loading, so that the next update does not load it again. */
  #requested: Language | undefined;
  #observer: MutationObserver | undefined;

  /** @param wishes returns BCP 47 tags, the most important first; called at every update */
  constructor(
    host: ReactiveControllerHost & HTMLElement,
    wishes: () => readonly (string | undefined)[],
    load: typeof loadStrings = loadStrings,
  ) {
    this.#host = host;
    this.#wishes = wishes;
    this.#load = load;
    host.addController(this);
  }

  /** The language for this shopper. Its texts may still be loading. */
  get language(): Language {
    return this.#language;
  }

  get strings(): Strings {
    return this.#strings;
  }

  hostConnected(): void {
    // `subtree` reports the `lang` of any ancestor, except inside another shadow root.
    this.#observer = new MutationObserver(() => this.#host.requestUpdate());
    this.#observer.observe(document.documentElement, { attributeFilter: ['lang'], subtree: true });
    window.addEventListener('online', this.#tryAgain);
    document.addEventListener('visibilitychange', this.#tryAgain);
    this.#tryAgain();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    window.removeEventListener('online', this.#tryAgain);
    document.removeEventListener('visibilitychange', this.#tryAgain);
  }

  hostUpdate(): void {
    this.#language =
      this.#wishes()
        .map(languageOf)
        .find((language) => language !== undefined) ?? 'en';
    if (this.#language !== this.#requested) void this.#speak(this.#language);
  }

  /** Loads a missing language again. A browser may cache a failed import; then only the next page can load it. */
  readonly #tryAgain = (): void => {
    if (this.#requested === undefined || languageOf(this.#strings.lang) === this.#requested) return;
    this.#requested = undefined;
    this.#host.requestUpdate();
  };

  async #speak(language: Language): Promise<void> {
    this.#requested = language;
    // English is set in the same task, so that it is drawn at once.
    if (language === 'en') {
      this.#strings = en;
      return;
    }
    const strings = await this.#load(language).catch((cause: unknown) => {
      warn(language, cause);
      return en;
    });
    if (language !== this.#requested) return;
    this.#strings = strings;
    this.#host.requestUpdate();
  }
}

function warn(language: Language, cause: unknown): void {
  if (warned.has(language)) return;
  warned.add(language);
  console.warn(
    `<klarna-checkout-button>: the texts of the language "${language}" could not be loaded, so it speaks English. ` +
      'It tries again when the network or the shopper comes back. Are the language files published beside the script?',
    cause,
  );
}
