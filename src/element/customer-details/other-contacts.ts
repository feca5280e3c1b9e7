/**
 * Leaves out fields that have a token of the address and another purpose, such as the email of a newsletter. They count
 * only if no other field has their token.
 */
import type { NamedField } from './form-field.ts';

/** The contact of an address may stand elsewhere in the form. */
const CONTACT = /^(email|tel)/;

/** Names and classes in shops are mostly English. */
const STRANGE =
  /newsletter|subscri|friend|referr|gift|log-?_?in|sign-?_?(in|up)|regist(er|ration)-?_?form|contact-?_?us/i;

export function dropStrangers<Field extends NamedField>(fields: readonly Field[], form: Element): Field[] {
  const twice = fields.filter(({ token, control }) =>
    fields.some((other) => other.token === token && other.control !== control),
  );
  const strange = twice.filter((field) => !isAddressed(field) && isStrange(field, twice, form));
  return fields.filter(
    (field) => !strange.includes(field) || !fields.some((other) => isRival(field, other) && !strange.includes(other)),
  );
}

/** The page says to which address the field belongs. */
const isAddressed = ({ group, section, byHand }: NamedField): boolean =>
  byHand || group !== undefined || section !== undefined;

const isRival = (field: NamedField, other: NamedField): boolean =>
  other.token === field.token && (CONTACT.test(field.token) || !isAddressed(other));

/** Looks at the field's name, and at the ancestors that contain no other field with the same token. */
function isStrange({ token, control }: NamedField, others: readonly NamedField[], form: Element): boolean {
  const rivals = others.filter((other) => other.token === token && other.control !== control);
  for (
    let element: Element | null = control;
    element && element !== form && !rivals.some((other) => element?.contains(other.control));
    element = element.parentElement
  ) {
    if (STRANGE.test(`${element.getAttribute('name') ?? ''} ${element.id} ${element.getAttribute('class') ?? ''}`))
      return true;
  }
  return false;
}
