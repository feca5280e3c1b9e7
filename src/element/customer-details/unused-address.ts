/**
 * Whether an address of a form still counts. A shop that asks "is the other address the same?" hides the fields of the
 * other one, and what was typed there before stays in them. A step that is done is hidden, too, and counts.
 */

import { isBefore } from './address-hints.ts';
import type { FormField } from './form-field.ts';
import { hidersBeside } from './hidden-controls.ts';

const PLACE = ['street-address', 'address-line1', 'postal-code', 'address-level2'];

/** `same-day`, `other_time` and `shipping_method` ask how and when to deliver, and not where. */
const OF_DELIVERY =
  /(same|other|different|alternat(e|ive))[-_ ]?(day|date|time|week)|(shipping|delivery)[-_ ]?(method|carrier|speed|slot|day|date|time)/gi;

const SAME = /same|identical|equal|address[-_]?match/i;

/** Said of a box that is ticked. Unticked, shops mean either. */
const USE = /(?<![a-z])(use|copy|as)[-_]?(the[-_]?)?(billing|shipping|delivery|invoice)/i;

const OTHER = /diff|other|another|separate|alternat|ship[-_]?to[-_]/i;
/** Not a membership, a relationship, a user or a house. */
const ADDRESS = /(?<!member|friend|relation|partner|owner)ship|bill|deliver|invoice|addr|same|(?<![a-z])use(?!r)/i;

/** The fields by which an address is seen. By hand a page may name fields that nobody sees. */
export function placeOf(fields: readonly FormField[]): HTMLElement[] {
  const seen = fields.filter(({ control, byHand }) => !(byHand && control.type === 'hidden'));
  const place = seen.filter(({ token }) => PLACE.includes(token));
  return (place.length > 0 ? place : seen).map(({ control }) => control);
}

/** @returns the address that does not count, if there is one */
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
  // Two steps that are both done: the question is about the later one.
  if (hidersOf(seen, hidden).length > 0) return same === true ? second : undefined;
  if (same === true || hidden.some(({ control }) => isFaulty(control))) return hidden;
  if (same === false) return undefined;
  // A step also asks for what belongs to no address.
  if (rest.some(({ token, control }) => token === 'email' && outermost.contains(control))) return undefined;
  return hidden === second || followsToggle(outermost, toggles, [...one, ...other]) ? hidden : undefined;
}

const TOGGLES = 'input:is([type=checkbox], [type=radio]), [role=checkbox], [role=switch]';

/**
 * The form ignores boxes of other forms, disabled boxes, and boxes in hidden steps without an address. Pages lay a picture
 * over a box, so its surroundings have to be in view and not the box itself.
 */
const asksIn = (form: Element, toggle: HTMLElement, places: readonly Element[]): boolean =>
  (toggle instanceof HTMLInputElement && form instanceof HTMLFormElement
    ? toggle.form === form
    : form.contains(toggle)) &&
  !toggle.matches(':disabled, [aria-disabled=true]') &&
  hidersBeside(toggle.parentElement ?? toggle, places).length === 0;

const startOf = (fields: readonly FormField[], otherwise: Element): Element => placeOf(fields)[0] ?? otherwise;

/** Empty if some of the address is in view, beside the other one. The outermost is the last. */
function hidersOf(fields: readonly FormField[], others: readonly FormField[]): Element[] {
  const beside = placeOf(others);
  const lists = placeOf(fields).map((control) => hidersBeside(control, beside));
  return lists.some((list) => list.length === 0) ? [] : (lists[0] ?? []);
}

/** A box to tick stands right before what it opens. */
function followsToggle(opened: Element, toggles: readonly Element[], fields: readonly FormField[]): boolean {
  const last = toggles.filter((toggle) => isBefore(toggle, opened) && opened.parentElement?.contains(toggle)).at(-1);
  return (
    last !== undefined &&
    !fields.some(({ control }) => isBefore(last, control) && isBefore(control, opened) && !control.contains(last))
  );
}

/** `undefined` if the control does not ask whether two addresses are the same. */
function saysSame(toggle: HTMLElement): boolean | undefined {
  const isInput = toggle instanceof HTMLInputElement;
  const isRadio = isInput && toggle.type === 'radio';
  const isChecked = isInput ? toggle.checked : toggle.ariaChecked === 'true';
  if (isRadio && !isChecked) return undefined;
  const name = `${toggle.getAttribute('name') ?? ''} ${toggle.id}`.replace(OF_DELIVERY, '');
  if (!ADDRESS.test(name)) return undefined;
  // The chosen radio says by its value what its group asks.
  const isNo = isRadio && /^(0|no|false)$/i.test(toggle.value);
  for (const text of isRadio ? [toggle.value.replace(OF_DELIVERY, ''), name] : [name]) {
    const [same, other] = [SAME.test(text), OTHER.test(text)];
    if (same !== other) return (isChecked !== isNo) === same;
    if (!same && isChecked && !isNo && USE.test(text)) return true;
  }
  return undefined;
}

/** Klarna's own complaint, which is drawn as a custom error, does not make a step undone. */
const isFaulty = ({ validity }: FormField['control']): boolean =>
  validity !== undefined && !validity.valid && !validity.customError;
