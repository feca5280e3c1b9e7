/**
 * Fields with the same tokens that ask for something else than the shopper's address: the email of a newsletter, the name of
 * the recipient of a gift. They give way to the fields of the address, and count if there are no others.
 */
import type { NamedField } from './form-field.ts';

/** An address of its own may have its contact elsewhere in the form. */
const CONTACT = /^(email|tel)/;

/** Words of the code of shops, which is written in English mostly. */
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

/** By its name, or by a part of the page that holds it and no other field of the same kind. */
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
