import { LANGUAGES, type Language } from '../strings/load-strings.ts';
import { hasOrderButtonLaw, klarnaLabel, lawfulLabel } from './button-label.ts';

interface LabelledButton {
  readonly language: Language;
  /** Undefined before there is a session. Then it is unknown whether the law applies, so there is no warning. */
  readonly purchase_country: string | undefined;
  /** Whether the press places the order. In a multi-page checkout only the last press does. */
  readonly isOrderButton: boolean;
}

/** Warns the developer, once per element, if an order may not bind because of the page's own label on the button. */
export class LabelWarning {
  #checked = '';
  #warned = false;

  /** @param root the element's shadow root, as it was just drawn */
  look(root: ParentNode, { language, purchase_country, isOrderButton }: LabelledButton): void {
    if (this.#warned || !isOrderButton || purchase_country === undefined) return;
    if (!hasOrderButtonLaw(purchase_country)) return;
    const label = readLabel(root);
    const question = `${purchase_country} ${label}`;
    if (label === '' || question === this.#checked) return;
    this.#checked = question;
    void this.#check(label, purchase_country, language);
  }

  async #check(label: string, purchase_country: string, language: Language): Promise<void> {
    const known = LANGUAGES.map((each) => ({ order: lawfulLabel(each), klarna: klarnaLabel(each) }));
    try {
      const { checkLabel } = await import('./order-button-law.ts');
      const objection = checkLabel({ label, purchase_country, lawful: lawfulLabel(language), known });
      if (objection !== undefined) this.#warn(objection);
    } catch (cause) {
      this.#warn('the file that checks the label of the button could not be loaded. Is cdn/ beside cdn.js?', cause);
    }
  }

  #warn(message: string, ...more: readonly unknown[]): void {
    if (this.#warned) return;
    this.#warned = true;
    console.warn(`<klarna-checkout-button>: ${message}`, ...more);
  }
}

/** The text in the slot `label`. A picture counts with its `alt`. */
function readLabel(root: ParentNode): string {
  const slot = root.querySelector<HTMLSlotElement>('slot[name=label]');
  // With `flatten` an empty slot returns its fallback content, which is the element's own label.
  if (!slot || slot.assignedNodes().length === 0) return '';
  const words = slot.assignedNodes({ flatten: true }).map(readWords);
  return words.join(' ').replaceAll(/\s+/g, ' ').trim();
}

function readWords(node: Node): string {
  const pictures = node instanceof Element ? [node, ...node.querySelectorAll('img[alt]')] : [];
  return [node.textContent, ...pictures.map((picture) => picture.getAttribute('alt'))].join(' ');
}
