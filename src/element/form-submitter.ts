import { markMade } from './leftovers.ts';

/** The slot in which the unseen submit button stands. */
export const SUBMITTER_SLOT = 'submitter';

/**
 * Lets Enter in a field of the form press our button, where the page has no submit button of its own.
 *
 * Browsers press a form's first submit button on Enter, and a button in a shadow root is none of the form's. So one
 * stands in the light DOM, as a child of the element and out of sight, and its click becomes our press instead of a
 * submission. No key is handled here: what Enter does in a text area, a list of suggestions or while a word is being
 * composed stays the browser's business, and the shopper's gesture is still there for Klarna's window.
 *
 * It is clipped and not `hidden`: older WebKits pass over a submit button that has no box.
 */
export class FormSubmitter {
  readonly #host: HTMLElement;
  readonly #button: HTMLButtonElement;

  constructor(host: HTMLElement, press: () => void) {
    this.#host = host;
    this.#button = markMade(host.ownerDocument.createElement('button'));
    this.#button.type = 'submit';
    this.#button.slot = SUBMITTER_SLOT;
    this.#button.tabIndex = -1;
    this.#button.ariaHidden = 'true';
    this.#button.addEventListener('click', (event) => {
      event.preventDefault();
      press();
    });
  }

  /** Stands by, or steps back for a submit button of the page. To be called again when the page may have changed. */
  serve(form: HTMLFormElement | null): void {
    if (form === null || this.#hasOther(form)) {
      this.#button.remove();
      return;
    }
    // Where the element belongs to a form that is not around it, its child has to say so too.
    const id = this.#host.getAttribute('form');
    if (id === null) this.#button.removeAttribute('form');
    else this.#button.setAttribute('form', id);
    if (this.#button.parentNode !== this.#host) this.#host.append(this.#button);
  }

  #hasOther(form: HTMLFormElement): boolean {
    // `elements` has everything but picture buttons.
    return (
      form.querySelector('input[type=image]') !== null ||
      Array.from(form.elements).some((element) => element !== this.#button && isSubmitButton(element))
    );
  }
}

const isSubmitButton = (element: Element): boolean =>
  (element instanceof HTMLButtonElement || element instanceof HTMLInputElement) && element.type === 'submit';
