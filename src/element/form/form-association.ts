import { ImplicitSubmission } from './implicit-submission.ts';
import { acceptsPress } from './onsubmit-handler.ts';
import { UnseenFields } from './unseen-fields.ts';

/** Why a form with this element in it is not complete. */
export interface Missing {
  readonly message: string;
  /** What the browser points at. */
  readonly anchor: HTMLElement | undefined;
}

interface FormActions {
  /** Enter in a field. */
  press(): void;
  /** Something is missing that the browser cannot point at. */
  tell(words: string): void;
  /** The shopper is in a field of the form. */
  enterField(): void;
}

export interface FormState {
  /** Posted under the element's `name`; `null` posts nothing. */
  readonly value: string | null;
  /** Kept by the browser for the Back button. */
  readonly category: string | undefined;
  readonly missing: Missing | undefined;
}

/** The element as a control of its form: value, validity, Enter, and the form's own post at the end. */
export class FormAssociation {
  readonly #host: HTMLElement;
  readonly #internals: ElementInternals;
  readonly #implicitSubmission: ImplicitSubmission;
  readonly #actions: FormActions;
  readonly #unseenFields = new UnseenFields();
  #missing: Missing | undefined;
  #listening = new AbortController();

  constructor(host: HTMLElement, internals: ElementInternals, actions: FormActions) {
    this.#host = host;
    this.#internals = internals;
    this.#implicitSubmission = new ImplicitSubmission(host, actions.press);
    this.#actions = actions;
    // The host itself is hit by nobody but a `<label>` that points to it.
    host.addEventListener('click', (event) => {
      if (event.composedPath()[0] === host) host.focus();
    });
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  /** The element belongs to this form from now on, or to none. */
  join(form: HTMLFormElement | null): void {
    this.#listening.abort();
    if (form === null) return;
    this.#listening = new AbortController();
    // On the root, because a field may stand outside of its form.
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
   * As a submit button does: the browser shows what the form lacks. That it is not paid is no fault here, for this is
   * about to be mended.
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
   * The form takes the order with it if it has an `action` and the element a `name`. A form with `method="dialog"` only
   * closes its dialog, whatever its `action` says, and an `action` of `javascript:` leads nowhere.
   */
  get posts(): boolean {
    const { form } = this;
    const action = form?.getAttribute('action');
    if (typeof action !== 'string' || /^\s*javascript:/i.test(action)) return false;
    const isDialog = form?.getAttribute('method')?.toLowerCase() === 'dialog';
    return !isDialog && Boolean(this.#host.getAttribute('name'));
  }

  /** Paid is paid: a field that is empty by now must not keep the order from the shop. `submit` is fired as ever. */
  post(): void {
    const { form } = this;
    if (form === null) return;
    const { noValidate } = form;
    const target = form.getAttribute('target');
    form.noValidate = true;
    // The press is long ago: browsers block a new window now, without a word. The form opens in this one.
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
