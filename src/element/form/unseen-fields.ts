import { hidersOf } from '../customer-details/hidden-controls.ts';
import { warnOfUsage } from '../diagnostics/warn-of-usage.ts';
import { isVisible } from '../page/is-visible.ts';

type Control = Element & Partial<HTMLInputElement>;

/** Two clicks of one double click are one press. */
const DOUBLE_CLICK_MS = 1_000;

/** Browsers block a submit in silence if what is missing cannot be seen: in a step that is folded away, say. */
export class UnseenFields {
  #told = '';
  #toldAt = 0;

  /**
   * Called when the form is not valid. The shopper is told of fields that nobody sees, and the console names them. If they
   * cannot be reached, the next press goes on: an order must not end at a field that the page does not show.
   *
   * @returns whether the press goes on
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

/** With the keyboard, or by a label in view: pages hide a box or a radio and draw their own at its label. */
const isReachable = (control: Control): boolean =>
  isVisible(control) || Array.from(control.labels ?? []).some((label) => hidersOf(label).length === 0);

const nameOf = ({ name, id, localName }: Control): string => name || id || localName;

const labelOf = (control: Control): string =>
  control.labels?.[0]?.textContent?.trim() || control.ariaLabel || nameOf(control);
