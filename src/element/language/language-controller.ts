import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { en } from '../strings/en.ts';
import { type Language, languageOf, loadStrings } from '../strings/load-strings.ts';
import type { Strings } from '../strings/strings.ts';

/**
 * Until the first language is settled nothing is said of the loading: it would be English for a moment only. The space
 * keeps the line open for the words.
 */
const UNSETTLED: Strings = { ...en, loading: '\u00a0' };

/** One element tells of a missing language for all on the page. */
const warned = new Set<Language>();

/**
 * The language that the element speaks: the first one wished for that it knows, else English. The words come as a file,
 * and until they are here it goes on as it speaks.
 */
export class LanguageController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #wishes: () => readonly (string | undefined)[];
  readonly #load: typeof loadStrings;
  #strings = UNSETTLED;
  #language: Language = 'en';
  /** Asked for already, so that drawing does not ask again. */
  #asked: Language | undefined;
  #observer: MutationObserver | undefined;

  /** @param wishes BCP 47 tags, the strongest first; asked at every update */
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

  /** The language meant for this shopper. Its words may still be on their way. */
  get language(): Language {
    return this.#language;
  }

  get strings(): Strings {
    return this.#strings;
  }

  hostConnected(): void {
    // With `subtree` any ancestor's `lang` is seen, but for those inside another shadow root.
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
    if (this.#language !== this.#asked) void this.#speak(this.#language);
  }

  /** A browser may remember a failed import for as long as the page lives; then the next page is the next try. */
  readonly #tryAgain = (): void => {
    if (this.#asked === undefined || languageOf(this.#strings.lang) === this.#asked) return;
    this.#asked = undefined;
    this.#host.requestUpdate();
  };

  async #speak(language: Language): Promise<void> {
    this.#asked = language;
    // In the same task: where English is meant, it is drawn at once.
    if (language === 'en') {
      this.#strings = en;
      return;
    }
    const strings = await this.#load(language).catch((cause: unknown) => {
      warn(language, cause);
      return en;
    });
    if (language !== this.#asked) return;
    this.#strings = strings;
    this.#host.requestUpdate();
  }
}

function warn(language: Language, cause: unknown): void {
  if (warned.has(language)) return;
  warned.add(language);
  console.warn(
    `<klarna-checkout-button>: the words of the language "${language}" could not be loaded, so it speaks English. ` +
      'It tries again when the network or the shopper comes back. Are the language files published beside the script?',
    cause,
  );
}
