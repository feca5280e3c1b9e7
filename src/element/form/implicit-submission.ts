import { hidersBeside } from '../customer-details/hidden-controls.ts';

/**
 * Presses the button when the shopper presses Enter in a field, if the form has no submit button of its own. The HTML
 * standard calls this implicit submission.
 *
 * On Enter a browser clicks the form's first submit button. A button in a shadow root does not belong to the form. A button
 * in the light DOM would, but then React finds a child that its markup lacks and redraws the page without the shopper's
 * input. So the element adds no button and listens for the key.
 *
 * It listens for `keypress`, the event by which browsers submit forms. A browser sends none if the page or a list of
 * suggestions has used the Enter, or during composition. The event is a user gesture, so Klarna's window may open.
 */
export class ImplicitSubmission {
  readonly #host: HTMLElement;
  readonly #press: () => void;

  constructor(host: HTMLElement, press: () => void) {
    this.#host = host;
    this.#press = press;
  }

  /** @param root contains the fields of the form, also those outside of the form element */
  listen(root: Node, form: HTMLFormElement, signal: AbortSignal): void {
    const onKey = (event: Event) => {
      if (!(event instanceof KeyboardEvent) || event.key !== 'Enter' || event.defaultPrevented) return;
      if (!isField(event, form) || hasSubmitButton(form) || this.#host.matches(':disabled')) return;
      // The element is hidden while this field is not, so another way to pay may be open.
      if (hidersBeside(this.#host, [event.target as Element]).length > 0) return;
      // A browser submits a form that has only one field.
      event.preventDefault();
      this.#press();
    };
    root.addEventListener('keypress', onKey, { signal });
  }
}

/** In inputs of these types Enter does something else. */
const OTHER_TYPES = ['button', 'color', 'file', 'image', 'reset', 'submit'];

/** A field may be a custom element of the form with an input inside. */
function isField(event: Event, form: HTMLFormElement): boolean {
  const { target } = event;
  const [input] = event.composedPath();
  if (!(target instanceof HTMLElement && 'form' in target && target.form === form)) return false;
  return input instanceof HTMLInputElement && !OTHER_TYPES.includes(input.type);
}

/** `form.elements` lacks only the submit buttons of `type=image`. */
export const hasSubmitButton = (form: HTMLFormElement): boolean =>
  form.querySelector('input[type=image]') !== null || Array.from(form.elements).some(isSubmitButton);

const isSubmitButton = (element: Element): boolean =>
  (element instanceof HTMLButtonElement || element instanceof HTMLInputElement) && element.type === 'submit';
