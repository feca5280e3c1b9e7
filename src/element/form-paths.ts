import type { FieldControl, FormField } from './form-fields.ts';

/** The tokens under which a form may ask for what Klarna names; the first list that the form has is what it asked. */
const TOKENS: ReadonlyMap<string, readonly (readonly string[])[]> = new Map(
  Object.entries({
    title: [['honorific-prefix']],
    given_name: [['given-name'], ['name']],
    family_name: [['family-name'], ['name']],
    organization_name: [['organization']],
    email: [['email']],
    phone: [['tel'], ['tel-national'], ['tel-local'], ['tel-local-prefix', 'tel-local-suffix']],
    street_address: [['address-line1'], ['street-address']],
    street_address2: [['address-line2'], ['address-line3'], ['street-address']],
    postal_code: [['postal-code']],
    city: [['address-level2']],
    region: [['address-level1']],
    country: [['country'], ['country-name']],
    date_of_birth: [['bday'], ['bday-day', 'bday-month', 'bday-year']],
    gender: [['sex']],
  }),
);

const GROUPS: Readonly<Record<string, string>> = { billing_address: 'billing', shipping_address: 'shipping' };

/** The fields that hold what Klarna calls `billing_address.email`. */
export function findControls(fields: readonly FormField[], path: string): FieldControl[] {
  const [parent = '', name = ''] = path.split('.');
  for (const tokens of TOKENS.get(name) ?? []) {
    const asked = fields.filter(({ token }) => tokens.includes(token));
    const exact = asked.filter(({ group }) => group === GROUPS[parent]);
    // One address lends to the other; the date of birth belongs to neither.
    if (asked.length > 0) return (exact.length > 0 ? exact : asked).map(({ control }) => control);
  }
  return [];
}
