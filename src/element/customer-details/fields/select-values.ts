/** The texts of a control, the most reliable first. */
import type { FieldControl } from '../form-field.ts';

/** Other names, such as `data-country-code` at a region, are codes of something else. */
const CODE = /^data-(code|iso[23]?)(-code)?$/;

/**
 * Many shops use their own numbers as values of a select, and show names. So a choice has several texts: its value, its
 * visible text, and perhaps a code in an attribute such as `data-code`.
 *
 * @param hasCodes false leaves out the codes in attributes
 */
export function textsOf(control: FieldControl, hasCodes = true): string[] {
  const value = control.value.trim();
  if (control instanceof HTMLSelectElement) {
    const option = control.selectedOptions[0];
    if (option === undefined) return [];
    const codes = Array.from(option.attributes).filter(({ name }) => hasCodes && CODE.test(name));
    return clean([value, option.label, ...codes.map((attribute) => attribute.value)]);
  }
  const isChoice = control instanceof HTMLInputElement && control.type === 'radio';
  return clean(isChoice ? [value, control.labels?.[0]?.textContent ?? ''] : [value]);
}

/**
 * Whether the shopper has chosen nothing. In HTML the placeholder is the first option with an empty value. Shops also use
 * `0`, `-1`, dashes or the invitation itself as its value.
 */
export function isPlaceholder(control: FieldControl): boolean {
  if (!(control instanceof HTMLSelectElement)) return false;
  const option = control.selectedOptions[0];
  if (option === undefined) return true;
  const { value, label, disabled, index } = option;
  if (/^\s*(0|-1)?\s*$/.test(value) || disabled || !/[\p{L}\p{N}]/u.test(label)) return true;
  return index === 0 && (!/[\p{L}\p{N}]/u.test(value) || /^[^\p{L}\p{N}(]|(\.\.\.|…|:|-)\s*$/u.test(label.trim()));
}

export const isFirstOption = (control: FieldControl): boolean =>
  control instanceof HTMLSelectElement && control.selectedIndex === 0;

const clean = (texts: readonly string[]): string[] => [
  ...new Set(texts.map((text) => text.replace(/\s+/g, ' ').trim()).filter(Boolean)),
];
