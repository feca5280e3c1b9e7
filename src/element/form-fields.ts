/**
 * The fields of a form that say by `autocomplete` what they hold. Those count that a submit would send; also
 * form-associated custom elements with a text as their `value`, as most of today's design systems have them.
 */
export interface FormField {
  readonly control: FieldControl;
  /** The token that names the field, such as `postal-code`. */
  readonly token: string;
  readonly group: 'billing' | 'shipping';
  /** Trimmed. */
  readonly value: string;
}

/** What native controls and custom ones have in common; custom ones need not have all of it. */
export type FieldControl = HTMLElement & {
  value: string;
  type?: string;
  readOnly?: boolean;
  validity?: ValidityState;
  validationMessage?: string;
  setCustomValidity?(message: string): void;
  checkValidity?(): boolean;
  reportValidity?(): boolean;
};

/** Numbers that nobody is called at. */
const NOT_A_CALL = ['fax', 'pager'];

export function readFields(form: HTMLFormElement): FormField[] {
  const sections: Partial<Record<FormField['group'], string>> = {};
  return Array.from(form.elements).flatMap((control) => {
    if (!isControl(control) || control.matches(':disabled') || isUnchecked(control)) return [];
    const tokens = tokensOf(control);
    const token = tokens.filter((token) => token !== 'webauthn').at(-1);
    if (!token || token === 'on' || token === 'off' || tokens.some((token) => NOT_A_CALL.includes(token))) return [];
    const group = tokens.includes('shipping') ? 'shipping' : 'billing';
    const section = tokens.find((token) => token.startsWith('section-'));
    // Two sections are two addresses, of which Klarna takes one: the first. Mixed, they would be none.
    if (section !== undefined) {
      sections[group] ??= section;
      if (sections[group] !== section) return [];
    }
    return [{ control, token, group, value: control.value.trim() }];
  });
}

/** React sets the property of a custom element and not the attribute. */
function tokensOf(control: FieldControl & { autocomplete?: unknown }): string[] {
  const text = control.getAttribute('autocomplete') ?? control.autocomplete;
  return typeof text === 'string' ? text.toLowerCase().split(/\s+/).filter(Boolean) : [];
}

const isControl = (element: Element): element is FieldControl =>
  element instanceof HTMLElement && 'value' in element && typeof element.value === 'string';

const isUnchecked = (control: FieldControl): boolean =>
  control instanceof HTMLInputElement && /^(radio|checkbox)$/.test(control.type) && !control.checked;
