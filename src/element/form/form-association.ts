import { ImplicitSubmission } from './implicit-submission.ts';
import { acceptsPress } from './onsubmit-handler.ts';
import { UnseenFields } from './unseen-fields.ts';

/** Why the element makes its form invalid. */
export interface Missing {
  readonly message: string;
  /** The browser shows the message at this element. */
  readonly anchor: HTMLElement | undefined;
}

interface FormActions {
  /** The shopper pressed Enter in a field. */
  press(): void;
  /** A required field is out of view, so the browser cannot show its message there. */
  tell(words: string): void;
  /** The shopper focused a field of the form. */
  enterField(): void;
}

export interface FormState {
  /** Posted under the element's `name`; `null` posts nothing. */
  readonly value: string | null;
  /** The browser keeps it for the Back button. */
  readonly category: string | undefined;
  readonly missing: Missing | undefined;
}

/** Makes the element a control of its form: value, validity, Enter in a field, and the submit after the order. */
export class FormAssociation {
  readonly #host: HTMLElement;
  readonly #internals: ElementInternals;
  readonly #implicitSubmission: ImplicitSubmission;
  readonly #actions: FormActions;
  readonly #unseenFields = new UnseenFields();
  #missing: Missing | undefined;
  // An aborted controller keeps an error with its stack, so an element without a form has none.
  #listening: AbortController | undefined;

  constructor(host: HTMLElement, internals: ElementInternals, actions: FormActions) {
    this.#host = host;
    this.#internals = internals;
    this.#implicitSubmission = new ImplicitSubmission(host, actions.press);
    this.#actions = actions;
    // Only a click on a `<label>` of the element has the element itself as its target.
    host.addEventListener('click', (event) => {
      if (event.composedPath()[0] === host) host.focus();
    });
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  /** Called when the element gets another form, or none. */
  join(form: HTMLFormElement | null): void {
    this.#listening?.abort();
    this.#listening = undefined;
    if (form === null) return;
    this.#listening = new AbortController();
    // Listen on the root, because a field may stand outside of its form.
    const root = form.getRootNode();
    this.#implicitSubmission.listen(root, form, this.#listening.signal);
    root.addEventListener('focusin', ({ target }) => this.#enter(target), this.#listening);
    if (root instanceof Document || root instanceof ShadowRoot) this.#enter(root.activeElement);
  }

  update({ value, category, missing }: FormState): void {
    this.#internals.setFormValue(value, category ?? '');
    this.#missing = missing;
    this.#setValidity();
  }

  /**
   * Shows the faults of the form in the browser, as a submit button does. The missing payment does not count, because the
   * shopper is about to pay.
   */
  reportFields(): boolean {
    const { form } = this;
    if (form === null) return true;
    this.#internals.setValidity({});
    try {
      if (form.noValidate) return acceptsPress(form, this.#host);
      return form.reportValidity() || this.#unseenFields.mayPass(form, this.#host, this.#actions.tell);
    } finally {
      this.#setValidity();
    }
  }

  /**
   * Whether the form sends the order to the shop: it has an `action` and the element has a `name`. A form with
   * `method="dialog"` sends nothing, and neither does an `action` of `javascript:`.
   */
  get posts(): boolean {
    const { form } = this;
    const action = form?.getAttribute('action');
    if (typeof action !== 'string' || /^\s*javascript:/i.test(action)) return false;
    const isDialog = form?.getAttribute('method')?.toLowerCase() === 'dialog';
    return !isDialog && Boolean(this.#host.getAttribute('name'));
  }

  /** The order already exists, so submit without validation. The `submit` event still fires. */
  post(): void {
    const { form } = this;
    if (form === null) return;
    const { noValidate } = form;
    const target = form.getAttribute('target');
    form.noValidate = true;
    // So long after the press, browsers silently block a new window. Open the form in this window instead.
    if (target?.toLowerCase() === '_blank' && !navigator.userActivation?.isActive) form.setAttribute('target', '_self');
    try {
      form.requestSubmit();
    } finally {
      form.noValidate = noValidate;
      if (target !== null) form.setAttribute('target', target);
    }
  }

  #enter(target: EventTarget | null): void {
    const { form } = this;
    if (form === null || !(target instanceof Element && 'form' in target && target.form === form)) return;
    this.#actions.enterField();
  }

  #setValidity(): void {
    if (this.#missing === undefined) this.#internals.setValidity({});
    else this.#internals.setValidity({ valueMissing: true }, this.#missing.message, this.#missing.anchor);
  }
}
