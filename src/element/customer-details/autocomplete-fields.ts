/**
 * Finds the fields of a form that say what they hold: by `autocomplete`, by `data-klarna`, or by their names if the page
 * sets `guess-fields`. Only fields that a submit would send count. Form-associated custom elements count if their `value`
 * is a text.
 */
import { assignGroups } from './address-groups.ts';
import { type Group, isStreet, parseTokens, writtenTokens } from './autocomplete-tokens.ts';
import { HAND_TOKENS, pathsOf } from './field-paths.ts';
import { isPlaceholder, textsOf } from './fields/select-values.ts';
import { houseTokenOf } from './fields/street.ts';
import type { FieldControl, FieldReport, FormField, GuessField, NamedField } from './form-field.ts';
import { hidersBeside } from './hidden-controls.ts';
import { dropStrangers } from './other-contacts.ts';
import { findUnused, placeOf } from './unused-address.ts';

export interface ReadFieldsOptions {
  readonly guess?: GuessField | undefined;
}

type Report = FieldReport & { readonly control: FieldControl };

interface Inspection {
  readonly fields: readonly FormField[];
  readonly reports: readonly Report[];
  /** Fields of the form that name no detail of Klarna's. */
  readonly unnamed: readonly FieldControl[];
  /** A visible street is not sent, because nothing says to which address it belongs. */
  readonly isAmbiguous: boolean;
}

/** @param form null reads only fields with `data-klarna`, which may stand anywhere on the page */
export const readFields = (form: HTMLFormElement | null, options?: ReadFieldsOptions): FormField[] => [
  ...inspectFields(form, options).fields,
];

export function inspectFields(form: HTMLFormElement | null, { guess }: ReadFieldsOptions = {}): Inspection {
  const named: NamedField[] = [];
  const unnamed: FieldControl[] = [];
  const reasons = new Map<FieldControl, string>();
  const byHand = handMapped(form);
  const controls = new Set([...Array.from(form?.elements ?? []), ...byHand].filter(isControl));
  for (const control of controls) {
    const found = control.matches(':disabled') ? 'is disabled' : nameOf(control, byHand.has(control), guess);
    if (typeof found !== 'string') {
      if (!isUnchecked(control)) named.push(found);
      continue;
    }
    reasons.set(control, found);
    if (found === NOT_NAMED) unnamed.push(control);
  }
  const root = form ?? document.documentElement;
  const own = dropStrangers(named, root);
  for (const { control } of named.filter((field) => !own.includes(field)))
    reasons.set(control, 'is asked for another purpose, by its name or the part of the page');
  const houses = own.filter(({ token }) => token.startsWith('house-'));
  const details = own.filter((field) => !houses.includes(field));
  const groups = assignGroups(details, root);
  const others = details.filter((field) => !groups.has(field));
  for (const { control } of others) reasons.set(control, 'belongs to another address');
  for (const house of houses) {
    const group = groupOfStreet(house, groups, [...controls]);
    if (group) groups.set(house, group);
    else reasons.set(house.control, 'has no street to go with');
  }
  const all = own.flatMap((field) => {
    const group = groups.get(field);
    return group ? [{ ...toField(field), group, isAddressed: field.group !== undefined }] : [];
  });
  const fields = dropHidden(all, root, reasons).map(({ isAddressed: _, ...field }) => field);
  const reports = [...controls].flatMap((control): Report[] => {
    const field = fields.find((other) => other.control === control);
    const left_out = reasons.get(control);
    if (field === undefined && left_out === undefined) return [];
    return [{ control, field: labelOf(control), details: field ? pathsOf(field) : [], ...(left_out && { left_out }) }];
  });
  const known = placeOf(fields);
  const isAmbiguous = others.some(
    ({ token, control }) => isStreet(token) && control.value.trim() !== '' && hidersBeside(control, known).length === 0,
  );
  return { fields, reports, unnamed, isAmbiguous };
}

/** The tokens of the form, without measuring what is in view. They decide which files to fetch. */
export function tokensIn(form: HTMLFormElement | null, { guess }: ReadFieldsOptions = {}): string[] {
  const byHand = handMapped(form);
  return [...new Set([...Array.from(form?.elements ?? []), ...byHand].filter(isControl))].flatMap((control) => {
    const named = nameOf(control, byHand.has(control), guess);
    return typeof named === 'string' ? [] : named.token;
  });
}

const NOT_NAMED = 'has no autocomplete that names a detail';

function nameOf(control: FieldControl, isMapped: boolean, guess: GuessField | undefined): NamedField | string {
  if (isMapped) {
    const path = pathByHand(control);
    const [token, group] = HAND_TOKENS.get(path) ?? [];
    if (token === undefined) return path === '' ? 'is left out by data-klarna' : `data-klarna names no detail: ${path}`;
    return { control, token, group, section: undefined, byHand: true };
  }
  const parsed = parseTokens(control);
  const house = parsed === undefined || /line[23]$/.test(parsed.token) ? houseTokenOf(control) : undefined;
  if (house) return { control, token: house, group: parsed?.group, section: parsed?.section, byHand: false };
  if (parsed) return { control, ...parsed, byHand: false };
  const guessed = guess?.(control);
  if (guessed) return { control, ...guessed, section: undefined, byHand: false };
  return writtenTokens(control).some((token) => token === 'fax' || token === 'pager')
    ? 'is a fax or a pager'
    : NOT_NAMED;
}

/**
 * Fields with `data-klarna`. A field outside of this form counts only if this form does not name its detail. In
 * addition, no element in the field's own form may send it.
 */
function handMapped(form: HTMLFormElement | null): Set<FieldControl> {
  const root = form?.getRootNode();
  const roots = new Set([
    document,
    ...(root instanceof ShadowRoot || root instanceof DocumentFragment ? [root] : []),
    ...(form ? [form] : []),
  ]);
  const all = [...roots].flatMap((part) => Array.from(part.querySelectorAll('[data-klarna]'))).filter(isControl);
  const own = new Set(all.filter((control) => formOf(control) === form));
  const paths = new Set(Array.from(own, pathByHand));
  return new Set(
    all.filter((control) => own.has(control) || !(paths.has(pathByHand(control)) || isSentElsewhere(control))),
  );
}

const formOf = (control: FieldControl & { form?: unknown }): HTMLFormElement | null =>
  control.form instanceof HTMLFormElement ? control.form : control.closest('form');

const pathByHand = ({ dataset }: FieldControl): string => dataset.klarna?.trim() ?? '';

/** Whether the form of the field has its own element. */
const isSentElsewhere = (control: FieldControl): boolean =>
  Array.from(formOf(control)?.elements ?? []).some(({ localName }) => localName === 'klarna-checkout-button');

function toField({ control, token, byHand }: NamedField) {
  const isEmpty = isPlaceholder(control);
  const texts = textsOf(control);
  // Only the shop knows the meaning of a number, so the visible text counts.
  const shown =
    control instanceof HTMLSelectElement && !/\p{L}/u.test(control.value) && !/^(bday|postal|tel|house)/.test(token);
  const value = isEmpty
    ? ''
    : ((shown ? texts.find((text) => /\p{L}/u.test(text)) : undefined) ?? control.value.trim());
  return { control, token, byHand, value, texts };
}

/** A house number belongs to the nearest street in the form. */
function groupOfStreet(
  house: NamedField,
  groups: ReadonlyMap<NamedField, Group>,
  order: readonly FieldControl[],
): Group | undefined {
  const at = order.indexOf(house.control);
  const distance = ({ control }: NamedField) => Math.abs(order.indexOf(control) - at);
  const streets = [...groups.keys()].filter(({ token }) => isStreet(token));
  const own = streets.filter(({ group }) => house.group === undefined || group === house.group);
  const nearest = own.sort((one, other) => distance(one) - distance(other))[0];
  return nearest && groups.get(nearest);
}

type Addressed = FormField & { isAddressed: boolean };

/** Leaves out an unused address, and hidden fields for a company or a region inside an address that is in view. */
function dropHidden(fields: readonly Addressed[], root: HTMLElement, reasons: Map<FieldControl, string>): Addressed[] {
  const of = (group: Group) => fields.filter((field) => field.group === group);
  const hasPlace = (list: readonly FormField[]) =>
    list.some(({ token }) => /^(name|.*-name|street-.*|address-.*|postal-code)$/.test(token));
  const contact = fields.filter(({ token, isAddressed }) => /^(email|tel)/.test(token) && !isAddressed);
  const [billing, shipping] = [of('billing'), of('shipping')].map((list) =>
    list.filter((field) => !contact.includes(field)),
  );
  const unused =
    billing && shipping && hasPlace(billing) && hasPlace(shipping)
      ? findUnused(root, billing, shipping, contact)
      : undefined;
  for (const { control } of unused ?? []) reasons.set(control, 'is not in view, while the other address is');
  const kept = fields.filter((field) => !unused?.includes(field));
  return kept.filter((field) => {
    const { token, control, group } = field;
    if (!/^(organization|address-level1)$/.test(token) || field.byHand) return true;
    const own = kept.filter((other) => other.group === group && other !== field);
    const isHidden =
      control.type !== 'hidden' && hidersBeside(control.parentElement ?? control, placeOf(own)).length > 0;
    if (isHidden) reasons.set(control, 'is not in view, while its address is');
    return !isHidden;
  });
}

const labelOf = (control: FieldControl): string =>
  control.getAttribute('name') || (control.id ? `#${control.id}` : control.localName);

const isControl = (element: Element): element is FieldControl =>
  element instanceof HTMLElement &&
  'value' in element &&
  typeof element.value === 'string' &&
  !element.matches(
    'button, output, input:is([type=submit], [type=button], [type=reset], [type=image], [type=file], [type=password])',
  );

const isUnchecked = (control: FieldControl): boolean =>
  control instanceof HTMLInputElement && /^(radio|checkbox)$/.test(control.type) && !control.checked;
