/**
 * Decides whether one of a form's two addresses is unused. A shop that asks "is the other address the same?" hides the
 * fields of the other address, and old text stays in them. A finished step of a form is hidden, too, but it counts.
 */

import { isBefore } from './address-hints.ts';
import type { FormField } from './form-field.ts';
import { hidersBeside } from './hidden-controls.ts';

const PLACE = ['street-address', 'address-line1', 'postal-code', 'address-level2'];

/** `same-day`, `other_time` and `shipping_method` ask how and when to deliver. They do not ask for an address. */
const OF_DELIVERY =
  /(same|other|different|alternat(e|ive))[-_ ]?(day|date|time|week)|(shipping|delivery)[-_ ]?(method|carrier|speed|slot|day|date|time)/gi;

const SAME = /same|identical|equal|address[-_]?match/i;

/** Counts only for a ticked box. An unticked box of this kind can mean either answer. */
const USE = /(?<![a-z])(use|copy|as)[-_]?(the[-_]?)?(billing|shipping|delivery|invoice)/i;

const OTHER = /diff|other|another|separate|alternat|ship[-_]?to[-_]/i;
/** Does not match membership, relationship, user or house. */
const ADDRESS = /(?<!member|friend|relation|partner|owner)ship|bill|deliver|invoice|addr|same|(?<![a-z])use(?!r)/i;

/** The fields that show whether an address is in view. Hidden inputs that the page named with `data-klarna` do not count. */
export function placeOf(fields: readonly FormField[]): HTMLElement[] {
  const seen = fields.filter(({ control, byHand }) => !(byHand && control.type === 'hidden'));
  const place = seen.filter(({ token }) => PLACE.includes(token));
  return (place.length > 0 ? place : seen).map(({ control }) => control);
}

/** @returns the unused address, if there is one */
export function findUnused(
  form: Element,
  one: readonly FormField[],
  other: readonly FormField[],
  rest: readonly FormField[],
): readonly FormField[] | undefined {
  const [first, second] = isBefore(startOf(one, form), startOf(other, form)) ? [one, other] : [other, one];
  const places = [...placeOf(one), ...placeOf(other)];
  const toggles = Array.from(form.ownerDocument.querySelectorAll<HTMLElement>(TOGGLES)).filter((toggle) =>
    asksIn(form, toggle, places),
  );
  const same = toggles.map(saysSame).find((answer) => answer !== undefined);
  const [hidden, seen] = hidersOf(first, second).length > 0 ? [first, second] : [second, first];
  const outermost = hidersOf(hidden, seen).at(-1);
  if (outermost === undefined) return undefined;
  // Both addresses are finished steps. Then the question is about the later one.
  if (hidersOf(seen, hidden).length > 0) return same === true ? second : undefined;
  if (same === true || hidden.some(({ control }) => isFaulty(control))) return hidden;
  if (same === false) return undefined;
  // A hidden part with the email is a step of the form, because the email belongs to no address.
  if (rest.some(({ token, control }) => token === 'email' && outermost.contains(control))) return undefined;
  return hidden === second || followsToggle(outermost, toggles, [...one, ...other]) ? hidden : undefined;
}

const TOGGLES = 'input:is([type=checkbox], [type=radio]), [role=checkbox], [role=switch]';

/**
 * Ignores boxes of other forms, disabled boxes, and boxes in hidden steps without an address. Pages draw a picture over
 * the real box, so the parent must be in view and not the box itself.
 */
const asksIn = (form: Element, toggle: HTMLElement, places: readonly Element[]): boolean =>
  (toggle instanceof HTMLInputElement && form instanceof HTMLFormElement
    ? toggle.form === form
    : form.contains(toggle)) &&
  !toggle.matches(':disabled, [aria-disabled=true]') &&
  hidersBeside(toggle.parentElement ?? toggle, places).length === 0;

const startOf = (fields: readonly FormField[], otherwise: Element): Element => placeOf(fields)[0] ?? otherwise;

/** The elements that hide the whole address and not the other one, the outermost last. Empty if a part is in view. */
function hidersOf(fields: readonly FormField[], others: readonly FormField[]): Element[] {
  const beside = placeOf(others);
  const lists = placeOf(fields).map((control) => hidersBeside(control, beside));
  return lists.some((list) => list.length === 0) ? [] : (lists[0] ?? []);
}

/** Whether the nearest box before the opened part, with no field between them, opens it. */
function followsToggle(opened: Element, toggles: readonly Element[], fields: readonly FormField[]): boolean {
  const last = toggles.filter((toggle) => isBefore(toggle, opened) && opened.parentElement?.contains(toggle)).at(-1);
  return (
    last !== undefined &&
    !fields.some(({ control }) => isBefore(last, control) && isBefore(control, opened) && !control.contains(last))
  );
}

/** The shopper's answer, or undefined if the control does not ask whether two addresses are the same. */
function saysSame(toggle: HTMLElement): boolean | undefined {
  const isInput = toggle instanceof HTMLInputElement;
  const isRadio = isInput && toggle.type === 'radio';
  const isChecked = isInput ? toggle.checked : toggle.ariaChecked === 'true';
  if (isRadio && !isChecked) return undefined;
  const name = `${toggle.getAttribute('name') ?? ''} ${toggle.id}`.replace(OF_DELIVERY, '');
  if (!ADDRESS.test(name)) return undefined;
  // The value of a radio is its answer.
  const isNo = isRadio && /^(0|no|false)$/i.test(toggle.value);
  for (const text of isRadio ? [toggle.value.replace(OF_DELIVERY, ''), name] : [name]) {
    const [same, other] = [SAME.test(text), OTHER.test(text)];
    if (same !== other) return (isChecked !== isNo) === same;
    if (!same && isChecked && !isNo && USE.test(text)) return true;
  }
  return undefined;
}

/** The element marks a field that Klarna refuses with a custom error. Such a field still belongs to a finished step. */
const isFaulty = ({ validity }: FormField['control']): boolean =>
  validity !== undefined && !validity.valid && !validity.customError;
