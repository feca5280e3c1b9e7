/** A field of the form, before and after the element knows to which address it belongs. */
import type { Group } from './autocomplete-tokens.ts';

/** The members that native controls and form-associated custom elements share. A custom element may lack some. */
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

/** A field that says what it holds. It may not say to which address it belongs. */
export interface NamedField {
  readonly control: FieldControl;
  /** The token that names the field, such as `postal-code`; Klarna's own path if HTML has no token for it. */
  readonly token: string;
  /** Undefined if the page does not say to which address the field belongs. */
  readonly group: Group | undefined;
  readonly section: string | undefined;
  /** The page named the detail with `data-klarna`. */
  readonly byHand: boolean;
}

/** A field that is sent to Klarna. */
export interface FormField extends Pick<NamedField, 'control' | 'token' | 'byHand'> {
  readonly group: Group;
  /** Trimmed. Empty if the shopper has chosen nothing. */
  readonly value: string;
  /** For a choice: its value and its visible text. */
  readonly texts: readonly string[];
}

/** Names a field by its name and id. @returns a token of HTML, and the address if the name says so */
export type GuessField = (control: FieldControl) => Pick<NamedField, 'token' | 'group'> | undefined;

/** How the element read one field, for developers. Holds names and never values. */
export interface FieldReport {
  /** The field's name, else its id, else its tag. */
  readonly field: string;
  /** The details that the field fills, such as `billing_address.city`. Empty if it is left out. */
  readonly details: readonly string[];
  /** Why the field is left out. */
  readonly left_out?: string;
}

/** A row of `explain().fields`. Holds names and never values. */
export interface ExplainedField extends FieldReport {
  /** A value for its `autocomplete`, guessed from its name. Only with `debug`. */
  readonly proposal?: string;
}
