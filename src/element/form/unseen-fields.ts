import { hidersOf } from '../customer-details/hidden-controls.ts';
import { warnOfUsage } from '../diagnostics/warn-of-usage.ts';
import { isVisible } from '../page/is-visible.ts';

type Control = Element & Partial<HTMLInputElement>;

/** The second click of a double click is not a second press. */
const DOUBLE_CLICK_MS = 1_000;

/** Handles invalid fields that are out of view. For these a browser blocks the submit silently. */
export class UnseenFields {
  #told = '';
  #toldAt = 0;

  /**
   * Call it if the form is invalid. If all invalid fields are out of view, it shows their names to the shopper and in the
   * console. If none can be reached, the next press opens Klarna: a hidden field must not prevent the order.
   *
   * @returns whether Klarna may open
   */
  mayPass(form: HTMLFormElement, host: HTMLElement, tell: (words: string) => void): boolean {
    const missing = Array.from<Control>(form.elements).filter(({ validity }) => validity?.valid === false);
    if (missing.some((control) => hidersOf(control).length === 0)) return false;
    const words = [...new Set(missing.map((control) => `${labelOf(control)}: ${control.validationMessage}`))].join(' ');
    const isSaid = words === this.#told && performance.now() - this.#toldAt > DOUBLE_CLICK_MS;
    if (isSaid && !missing.some(isReachable)) return true;
    if (words !== this.#told) this.#toldAt = performance.now();
    this.#told = words;
    tell(words);
    void warnOfUsage('unseen', host, missing.map(nameOf).join(', '));
    return false;
  }
}

/** Whether the shopper can reach the control, also by a visible label: pages hide a box and draw their own at its label. */
const isReachable = (control: Control): boolean =>
  isVisible(control) || Array.from(control.labels ?? []).some((label) => hidersOf(label).length === 0);

const nameOf = ({ name, id, localName }: Control): string => name || id || localName;

const labelOf = (control: Control): string =>
  control.labels?.[0]?.textContent?.trim() || control.ariaLabel || nameOf(control);
