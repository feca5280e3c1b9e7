/**
 * Decides which field belongs to which address. The prefix of the token decides first. If a page writes the same tokens
 * for two addresses, names, ids, containers and headings decide. Two addresses that nothing separates are never mixed.
 */
import { commonOf, hintAround, hintOf, hintOfName } from './address-hints.ts';
import { type Group, isStreet } from './autocomplete-tokens.ts';
import type { NamedField } from './form-field.ts';
import { hidersBeside } from './hidden-controls.ts';

/** An address has each of these at most once. */
const UNIQUE = [
  'name',
  'given-name',
  'family-name',
  'street-address',
  'address-line1',
  'postal-code',
  'address-level2',
];

/** The contact may stand outside of its address. */
const CONTACT = /^(email|tel|bday|sex|customer\.)/;

/** @returns the group of each field. A field that is missing belongs to a third address, which Klarna does not take. */
export function assignGroups<Field extends NamedField>(fields: readonly Field[], form: Element): Map<Field, Group> {
  const lists: Record<Group, Field[]> = { billing: [], shipping: [] };
  const loose: Field[] = [];
  for (const group of ['billing', 'shipping', undefined] as const) {
    const parts = divide(
      fields.filter((field) => field.group === group),
      form,
    );
    // All tokens name one address and the names do not: the page copied the fields of the other address.
    for (const name of ['billing', 'shipping'] as const) {
      const target = group === undefined || isFree(lists, fields, name) ? name : group;
      const isOwn = target === name || parts[target].length === 0;
      if (isOwn && !overlap(lists[target], parts[name])) lists[target].push(...parts[name]);
    }
    if (group === undefined) loose.push(...parts.unnamed);
    else if (lists[group].length === 0 || !overlap(lists[group], parts.unnamed)) lists[group].push(...parts.unnamed);
  }
  for (const [field, group] of placeLoose(loose, lists)) lists[group].push(field);
  return new Map((['billing', 'shipping'] as const).flatMap((group) => lists[group].map((field) => [field, group])));
}

const isFree = (lists: Record<Group, unknown[]>, fields: readonly NamedField[], group: Group): boolean =>
  lists[group].length === 0 && !fields.some((field) => field.group === group);

/** Puts fields without a group into the address that lacks them. */
function placeLoose<Field extends NamedField>(
  loose: readonly Field[],
  lists: Record<Group, Field[]>,
): [Field, Group][] {
  const has = (group: Group) => overlap(lists[group], loose);
  const isWhole = loose.some(({ token }) => isStreet(token));
  if (!has('billing')) return loose.map((field) => [field, 'billing']);
  // The page names only the billing address. Fields without a street are an account and no second address.
  const group: Group | undefined = isWhole && !has('shipping') && lists.shipping.length === 0 ? 'shipping' : undefined;
  return loose.flatMap((field): [Field, Group][] => {
    if (CONTACT.test(field.token))
      return lists.billing.some(({ token }) => token === field.token) ? [] : [[field, 'billing']];
    return group === undefined ? [] : [[field, group]];
  });
}

const overlap = (some: readonly NamedField[], others: readonly NamedField[]): boolean =>
  others.some(({ token }) => UNIQUE.includes(token) && some.some((field) => field.token === token));

type Parts<Field> = Record<Group | 'unnamed', Field[]>;

/** Divides fields with the same group in their tokens. A repeated token starts another address. */
function divide<Field extends NamedField>(fields: readonly Field[], form: Element): Parts<Field> {
  const parts: Parts<Field> = { billing: [], shipping: [], unnamed: [] };
  const twice = fields.filter(({ token, control }) =>
    fields.some((other) => other.control !== control && other.token === token),
  );
  const unique = twice.filter(({ token }) => UNIQUE.includes(token));
  const named = new Set(twice.map(({ control }) => hintOfName(control)));
  if (unique.length === 0 && !(named.has('billing') && named.has('shipping'))) {
    parts.unnamed.push(...fields);
    return parts;
  }
  const common = commonOf(
    (unique.length > 0 ? unique : twice).map(({ control }) => control),
    form,
  );
  const labels = new Map<Field, string>();
  for (const field of fields) {
    const { control, section } = field;
    const hint =
      hintOf(section) ?? hintOfName(control) ?? (common.contains(control) ? hintAround(control, common) : undefined);
    labels.set(field, hint ?? section ?? '');
  }
  for (const group of ['billing', 'shipping'] as const) {
    parts[group].push(
      ...oneOf(
        fields.filter((field) => labels.get(field) === group),
        common,
      ),
    );
  }
  const rest = fields.filter((field) => !['billing', 'shipping'].includes(labels.get(field) ?? ''));
  const sections = [...new Set(rest.map((field) => labels.get(field)))].filter(Boolean);
  const loose = rest.filter((field) => !labels.get(field));
  if (sections.length === 0) parts.unnamed.push(...oneOf(loose, common));
  else if (
    !overlap(
      rest.filter((field) => labels.get(field)),
      loose,
    ) &&
    !sectionsRepeat(rest, labels)
  )
    parts.unnamed.push(...rest);
  else {
    const of = (section: string | undefined) => rest.filter((field) => labels.get(field) === section);
    // The contact may have its own section before the section of the address.
    const main = of(sections.find((section) => of(section).some(({ token }) => isStreet(token))) ?? sections[0]);
    const beside = sections
      .map(of)
      .filter((part) => !overlap(main, part) && !part.some((field) => main.includes(field)));
    parts.unnamed.push(...main, ...beside.flat(), ...loose);
  }
  return parts;
}

/** Two sections are two addresses only if a token repeats. */
function sectionsRepeat<Field extends NamedField>(
  fields: readonly Field[],
  labels: ReadonlyMap<Field, string>,
): boolean {
  const seen = new Map<string, string | undefined>();
  return fields.some((field) => {
    if (!UNIQUE.includes(field.token) || !labels.get(field)) return false;
    const before = seen.get(field.token);
    seen.set(field.token, labels.get(field));
    return before !== undefined && before !== labels.get(field);
  });
}

/** If several addresses share a name, the first visible one counts, else the first. */
function oneOf<Field extends NamedField>(fields: readonly Field[], common: Element): Field[] {
  const runs = splitRuns(fields, common);
  const controls = (run: readonly Field[]) =>
    run.filter(({ token }) => UNIQUE.includes(token)).map(({ control }) => control);
  const isSeen = (run: readonly Field[]) => {
    const others = runs.filter((other) => other !== run).flatMap(controls);
    return controls(run).some((control) => hidersBeside(control, others).length === 0);
  };
  const chosen = runs.length > 1 ? (runs.find(isSeen) ?? runs[0]) : runs[0];
  const outside = fields.filter((field) => !runs.some((run) => run.includes(field)));
  return [...(chosen ?? []), ...outside];
}

function splitRuns<Field extends NamedField>(fields: readonly Field[], common: Element): Field[][] {
  const doubles = fields.filter(
    ({ token }, index) => UNIQUE.includes(token) && fields.findIndex((other) => other.token === token) !== index,
  );
  // A single repeated field is a confirmation, or a second version of the same field.
  if (new Set(doubles.map(({ token }) => token)).size < 2) return [[...fields]];
  const boxes = Array.from(common.children).filter(
    (box) => fields.filter(({ control, token }) => UNIQUE.includes(token) && box.contains(control)).length > 1,
  );
  if (boxes.length > 1) {
    return boxes.map((box) => fields.filter(({ control }) => box.contains(control)));
  }
  const runs: Field[][] = [[]];
  for (const field of fields) {
    const run = runs.at(-1) ?? [];
    if (!UNIQUE.includes(field.token) || !run.some(({ token }) => token === field.token)) {
      run.push(field);
      continue;
    }
    // Repeated fields right before this one are the start of the new address.
    const start: Field[] = [];
    while (run.slice(0, -1).some(({ token }) => token === run.at(-1)?.token)) start.unshift(run.pop() as Field);
    runs.push([...start, field]);
  }
  return runs;
}
