import { hidersBeside } from '../customer-details/hidden-controls.ts';

/**
 * Presses the button when the shopper presses Enter in a field of the form, if the page has no submit button of its own.
 *
 * Browsers press a form's first submit button on Enter, and a button in a shadow root is not one of the form's. A button in
 * the light DOM would be: but React draws a page anew if it finds a child that its markup does not have, and what the
 * shopper typed is lost. So the element listens for the key, and adds nothing to the page.
 *
 * It listens for `keypress`: browsers send none if the page or a list of suggestions has used the Enter, nor while a word is
 * being composed, and submit forms by the same event. It is part of the shopper's gesture, so Klarna's window may open.
 */
export class ImplicitSubmission {
  readonly #host: HTMLElement;
  readonly #press: () => void;

  constructor(host: HTMLElement, press: () => void) {
    this.#host = host;
    this.#press = press;
  }

  /** @param root where the fields of the form are, also those that stand outside of it */
  listen(root: Node, form: HTMLFormElement, signal: AbortSignal): void {
    const onKey = (event: Event) => {
      if (!(event instanceof KeyboardEvent) || event.key !== 'Enter' || event.defaultPrevented) return;
      if (!isField(event, form) || hasSubmitButton(form) || this.#host.matches(':disabled')) return;
      // The panel of another way to pay may be open.
      if (hidersBeside(this.#host, [event.target as Element]).length > 0) return;
      // The browser would submit a form that has one field.
      event.preventDefault();
      this.#press();
    };
    root.addEventListener('keypress', onKey, { signal });
  }
}

/** Inputs in which Enter has a meaning of its own. */
const OTHER_TYPES = ['button', 'color', 'file', 'image', 'reset', 'submit'];

/** A field may be a custom element of the form with an input inside. */
function isField(event: Event, form: HTMLFormElement): boolean {
  const { target } = event;
  const [input] = event.composedPath();
  if (!(target instanceof HTMLElement && 'form' in target && target.form === form)) return false;
  return input instanceof HTMLInputElement && !OTHER_TYPES.includes(input.type);
}

/** `elements` has every submit button but those that are pictures. */
export const hasSubmitButton = (form: HTMLFormElement): boolean =>
  form.querySelector('input[type=image]') !== null || Array.from(form.elements).some(isSubmitButton);

const isSubmitButton = (element: Element): boolean =>
  (element instanceof HTMLButtonElement || element instanceof HTMLInputElement) && element.type === 'submit';
