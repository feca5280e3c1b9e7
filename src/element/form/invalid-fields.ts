import type { FieldControl, FormField } from '../customer-details/form-field.ts';
import { isVisible } from '../page/is-visible.ts';

interface Mark {
  readonly control: FieldControl;
  /** What Klarna did not like. */
  readonly value: string;
  readonly message: string;
  /** The page's own word on the field, to be put back. */
  readonly ariaInvalid: string | null;
  readonly listening: AbortController;
}

type FindControls = (fields: readonly FormField[], path: string) => readonly FieldControl[];

/** Klarna's complaints, on the fields they are about: native validity and `aria-invalid`, gone when the shopper types. */
export class InvalidFields {
  readonly #read: () => readonly FormField[];
  readonly #find: FindControls;
  #marks: Mark[] = [];
  #following = new AbortController();
  #sent: readonly FormField[] = [];

  /**
   * @param read the fields as they are now
   * @param find those that hold what Klarna calls `billing_address.email`
   */
  constructor(read: () => readonly FormField[], find: FindControls) {
    this.#read = read;
    this.#find = find;
  }

  /** What stands in the form at the press: the page may lock its fields while the shopper is at Klarna. */
  remember(): void {
    this.#sent = this.#read();
  }

  /**
   * Marks the fields and takes the shopper to the first of them, as a submit would; each hears of it by `invalid`.
   *
   * @param form null if the fields stand in no form
   * @returns the paths for which the page has no field that the shopper could correct
   */
  mark(form: HTMLFormElement | null, paths: readonly string[], message: string): string[] {
    this.clear();
    this.#following = new AbortController();
    // A page that draws itself anew may have other fields by now.
    const fields = [...this.#sent.filter(({ control }) => control.isConnected), ...this.#read()];
    const found = paths.map((path) => ({ path, controls: this.#find(fields, path).filter(isOpen) }));
    const controls = [...new Set(found.flatMap(({ controls }) => controls))].sort(inOrder);
    this.#marks = controls.map((control) => this.#markOne(control, message));
    this.#followCountry(fields);
    show(form, controls, this.#following.signal);
    return found.filter(({ controls }) => controls.length === 0).map(({ path }) => path);
  }

  /**
   * Before a press. A script may have changed a value with no event: what Klarna has not seen yet is not wrong. What the
   * shopper cannot type must not keep them from asking Klarna again: a choice may have no better entry, and the page may
   * have put the field out of view.
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
    // A message of the page itself says more, and is the page's to take back.
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

  /** What a field may hold depends on the country: with another one all is to be judged anew. */
  #followCountry(fields: readonly FormField[]): void {
    for (const { control, token } of fields) {
      if (token !== 'country' && token !== 'country-name') continue;
      control.addEventListener('change', () => this.clear(), this.#following);
    }
  }
}

/** The shopper sees it and can change it. */
const isOpen = (control: FieldControl): boolean =>
  control.isConnected && control.type !== 'hidden' && !control.readOnly && isVisible(control);

/** Anything can be written into it. */
const isTyped = (control: FieldControl): boolean =>
  !(control instanceof HTMLSelectElement) && !/^(radio|checkbox|range|color)$/.test(control.type ?? '');

/** From the top of the page down, whatever order Klarna names them in. */
const inOrder = (one: Node, other: Node): number =>
  one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;

/** A page that has locked its form while the shopper paid may need a moment to open it; after so many frames it does not. */
const PATIENCE = 20;

/** A form with `novalidate` draws its messages itself: its fields fire `invalid`, and no bubble of the browser comes. */
function show(
  form: HTMLFormElement | null,
  controls: readonly FieldControl[],
  signal: AbortSignal,
  patience = PATIENCE,
): void {
  const [first, ...others] = controls;
  if (first === undefined || signal.aborted) return;
  if (isLocked(first) && patience > 0) {
    requestAnimationFrame(() => show(form, controls, signal, patience - 1));
    return;
  }
  for (const control of others) control.checkValidity?.();
  if (form?.noValidate) first.checkValidity?.();
  else first.reportValidity?.();
  first.focus();
}

const isLocked = (control: Element): boolean => control.matches(':disabled') || control.closest('[inert]') !== null;
