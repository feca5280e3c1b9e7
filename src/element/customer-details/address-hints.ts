/** Tells two addresses apart by names and headings, in the languages of Klarna's markets. */
import type { Group } from './autocomplete-tokens.ts';

const SHIPPING =
  /ship|deliver|deladr|liefer|versand|leverans|lever(ing|ans)|bezorg|verzend|toimitus|livrai|exp[eé]di|spedi[zt]|consegna|env[ií]o|entrega|dostaw|doru[cč]|dodac|recipient|^s[-_.:[]/i;

const BILLING =
  /bill|invoice|invadr|payment|payer|rechnung|faktu|factur|fattur|fatura|lasku|cobran[cç]|rozlicz|^b[-_.:[]/i;

/** @returns undefined if the text names neither address, or both */
export function hintOf(text: string | null | undefined): Group | undefined {
  if (!text) return undefined;
  const [shipping, billing] = [SHIPPING.test(text), BILLING.test(text)];
  if (shipping === billing) return undefined;
  return shipping ? 'shipping' : 'billing';
}

export const hintOfName = (control: Element): Group | undefined =>
  hintOf(control.getAttribute('name')) ?? hintOf(control.id);

/** Reads the elements around the control, up to `common`, then the nearest heading before the control. */
export function hintAround(control: Element, common: Element): Group | undefined {
  for (let element = control.parentElement; element && element !== common; element = element.parentElement) {
    const texts = Array.from(element.attributes).filter(({ name }) => name !== 'style' && name !== 'hidden');
    const hint =
      hintOf(texts.map(({ value }) => value).join(' ')) ?? hintOf(element.querySelector('legend')?.textContent);
    if (hint !== undefined) return hint;
  }
  const headings = Array.from(common.querySelectorAll('h1, h2, h3, h4, h5, h6, legend'));
  const before = headings.filter((heading) => isBefore(heading, control));
  return hintOf(before.at(-1)?.textContent);
}

export const isBefore = (one: Node, other: Node): boolean =>
  (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

/** The innermost element that contains all controls. */
export function commonOf(controls: readonly Element[], otherwise: Element): Element {
  let common = controls[0]?.parentElement ?? null;
  while (common && !controls.every((control) => common?.contains(control))) common = common.parentElement;
  return common ?? otherwise;
}
