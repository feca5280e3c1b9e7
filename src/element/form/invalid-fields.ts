import type { FieldControl, FormField } from '../customer-details/form-field.ts';
import { isVisible } from '../page/is-visible.ts';

interface Mark {
  readonly control: FieldControl;
  /** The value that Klarna refused. */
  readonly value: string;
  readonly message: string;
  /** The page's own `aria-invalid`, restored later. */
  readonly ariaInvalid: string | null;
  readonly listening: AbortController;
}

type FindControls = (fields: readonly FormField[], path: string) => readonly FieldControl[];

/** Marks the fields that Klarna refused, by native validity and `aria-invalid`, until the shopper changes them. */
export class InvalidFields {
  readonly #read: () => readonly FormField[];
  readonly #find: FindControls;
  #marks: Mark[] = [];
  #following = new AbortController();
  #sent: readonly FormField[] = [];

  /**
   * @param read returns the present fields of the form
   * @param find returns the fields for a detail by Klarna's path, such as `billing_address.email`
   */
  constructor(read: () => readonly FormField[], find: FindControls) {
    this.#read = read;
    this.#find = find;
  }

  /** Remembers the fields at the press, because the page may disable them while the shopper is at Klarna. */
  remember(): void {
    this.#sent = this.#read();
  }

  /**
   * Marks the fields and focuses the first of them, as a submit does. Each field fires `invalid`.
   *
   * @param form null if the element has no form
   * @returns the paths without a field that the shopper could correct
   */
  mark(form: HTMLFormElement | null, paths: readonly string[], message: string): string[] {
    this.clear();
    this.#following = new AbortController();
    // The page may have redrawn its fields.
    const fields = [...this.#sent.filter(({ control }) => control.isConnected), ...this.#read()];
    const found = paths.map((path) => ({ path, controls: this.#find(fields, path).filter(isOpen) }));
    const controls = [...new Set(found.flatMap(({ controls }) => controls))].sort(inOrder);
    this.#marks = controls.map((control) => this.#markOne(control, message));
    this.#followCountry(fields);
    show(form, controls, this.#following.signal);
    return found.filter(({ controls }) => controls.length === 0).map(({ path }) => path);
  }

  /**
   * Call it before a press. Unmarks fields with a new value, because a script may have changed it without an event. Also
   * unmarks hidden fields and choices: the shopper may be unable to correct them, and must be able to ask Klarna again.
   */
  review(): void {
    for (const mark of this.#marks) {
      const { control, value } = mark;
      if (control.value !== value || !isOpen(control) || !isTyped(control)) this.#clearOne(mark);
    }
  }

  clear(): void {
    this.#following.abort();
    for (const mark of this.#marks) this.#clearOne(mark);
  }

  /** The element has left the page. */
  forget(): void {
    this.clear();
    this.#sent = [];
  }

  #markOne(control: FieldControl, message: string): Mark {
    const listening = new AbortController();
    const mark = {
      control,
      value: control.value,
      message,
      ariaInvalid: control.getAttribute('aria-invalid'),
      listening,
    };
    // Keep a message of the page: it is more precise, and the page removes it.
    if (!control.validity?.customError) control.setCustomValidity?.(message);
    control.setAttribute('aria-invalid', 'true');
    for (const event of ['input', 'change']) control.addEventListener(event, () => this.#clearOne(mark), listening);
    return mark;
  }

  #clearOne(mark: Mark): void {
    const { control, message, ariaInvalid, listening } = mark;
    listening.abort();
    this.#marks = this.#marks.filter((other) => other !== mark);
    if (control.validationMessage === message) control.setCustomValidity?.('');
    if (ariaInvalid === null) control.removeAttribute('aria-invalid');
    else control.setAttribute('aria-invalid', ariaInvalid);
  }

  /** Unmarks all fields when the country changes, because the rules for the other fields depend on it. */
  #followCountry(fields: readonly FormField[]): void {
    for (const { control, token } of fields) {
      if (token !== 'country' && token !== 'country-name') continue;
      control.addEventListener('change', () => this.clear(), this.#following);
    }
  }
}

/** The shopper sees the field and can change it. */
const isOpen = (control: FieldControl): boolean =>
  control.isConnected && control.type !== 'hidden' && !control.readOnly && isVisible(control);

/** The shopper can type any text into the field. */
const isTyped = (control: FieldControl): boolean =>
  !(control instanceof HTMLSelectElement) && !/^(radio|checkbox|range|color)$/.test(control.type ?? '');

/** Sorts fields from the top of the page down. Klarna names them in any order. */
const inOrder = (one: Node, other: Node): number =>
  one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;

/** A page that disabled its form during the payment may need some frames to enable it again. */
const MAX_LOCKED_FRAMES = 20;

/** Fires `invalid` at each field. In a form with `novalidate` the page shows its own messages, so no bubble appears. */
function show(
  form: HTMLFormElement | null,
  controls: readonly FieldControl[],
  signal: AbortSignal,
  framesLeft = MAX_LOCKED_FRAMES,
): void {
  const [first, ...others] = controls;
  if (first === undefined || signal.aborted) return;
  if (isLocked(first) && framesLeft > 0) {
    requestAnimationFrame(() => show(form, controls, signal, framesLeft - 1));
    return;
  }
  for (const control of others) control.checkValidity?.();
  if (form?.noValidate) first.checkValidity?.();
  else first.reportValidity?.();
  first.focus();
}

const isLocked = (control: Element): boolean => control.matches(':disabled') || control.closest('[inert]') !== null;
