import { findControls } from './form-details.ts';

/**
 * Puts Klarna's complaint on the fields it is about: native validity and `aria-invalid`, cleared as soon as the shopper
 * types. The first one is focused.
 *
 * @returns the paths for which the form has no field
 */
export function markInvalid(form: HTMLFormElement, paths: readonly string[], message: string): string[] {
  const unmarked: string[] = [];
  let first: HTMLElement | undefined;
  for (const path of paths) {
    const controls = findControls(form, path);
    if (controls.length === 0) unmarked.push(path);
    for (const control of controls) {
      first ??= control;
      control.setCustomValidity(message);
      control.setAttribute('aria-invalid', 'true');
      const clear = () => {
        control.setCustomValidity('');
        control.removeAttribute('aria-invalid');
        control.removeEventListener('input', clear);
        control.removeEventListener('change', clear);
      };
      control.addEventListener('input', clear);
      control.addEventListener('change', clear);
    }
  }
  first?.focus();
  return unmarked;
}
