import { LANGUAGES, type Language } from '../strings/load-strings.ts';
import { hasOrderButtonLaw, klarnaLabel, lawfulLabel } from './button-label.ts';

interface LabelledButton {
  readonly language: Language;
  /** Undefined before the session is there: nothing is said of a law that may not apply. */
  readonly purchase_country: string | undefined;
  /** In a checkout of several steps only the last press does. */
  readonly isOrderButton: boolean;
}

/** Warns the developer, once for each element, when the page's own words on the button would not bind the shopper. */
export class LabelWarning {
  #judged = '';
  #warned = false;

  /** @param root the element's shadow root, as it was just drawn */
  look(root: ParentNode, { language, purchase_country, isOrderButton }: LabelledButton): void {
    if (this.#warned || !isOrderButton || purchase_country === undefined) return;
    if (!hasOrderButtonLaw(purchase_country)) return;
    const label = readLabel(root);
    const question = `${purchase_country} ${label}`;
    if (label === '' || question === this.#judged) return;
    this.#judged = question;
    void this.#judge(label, purchase_country, language);
  }

  async #judge(label: string, purchase_country: string, language: Language): Promise<void> {
    const known = LANGUAGES.map((each) => ({ order: lawfulLabel(each), klarna: klarnaLabel(each) }));
    try {
      const { checkLabel } = await import('./order-button-law.ts');
      const objection = checkLabel({ label, purchase_country, lawful: lawfulLabel(language), known });
      if (objection !== undefined) this.#warn(objection);
    } catch (cause) {
      this.#warn('the words on the button could not be checked against the law. Is cdn/ beside cdn.js?', cause);
    }
  }

  #warn(message: string, ...more: readonly unknown[]): void {
    if (this.#warned) return;
    this.#warned = true;
    console.warn(`<klarna-checkout-button>: ${message}`, ...more);
  }
}

/** The words that the page has put into the slot; of a picture, its `alt`. */
function readLabel(root: ParentNode): string {
  const slot = root.querySelector<HTMLSlotElement>('slot[name=label]');
  // Asked with `flatten`, an empty slot would answer with the element's own words.
  if (!slot || slot.assignedNodes().length === 0) return '';
  const words = slot.assignedNodes({ flatten: true }).map(readWords);
  return words.join(' ').replaceAll(/\s+/g, ' ').trim();
}

function readWords(node: Node): string {
  const pictures = node instanceof Element ? [node, ...node.querySelectorAll('img[alt]')] : [];
  return [node.textContent, ...pictures.map((picture) => picture.getAttribute('alt'))].join(' ');
}
