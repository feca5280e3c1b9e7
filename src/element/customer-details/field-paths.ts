import type { Group } from './autocomplete-tokens.ts';
import type { FieldControl, FormField } from './form-field.ts';

/** For each detail of Klarna the tokens that a form may use. The first list that the form has counts. */
const ADDRESS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  title: [['honorific-prefix']],
  given_name: [['given-name'], ['name']],
  family_name: [['family-name'], ['name'], ['given-name']],
  organization_name: [['organization']],
  attention: [['attention']],
  email: [['email']],
  phone: [['tel'], ['tel-national'], ['tel-local'], ['tel-local-prefix', 'tel-local-suffix']],
  street_address: [['address-line1'], ['street-address']],
  street_address2: [['address-line2'], ['address-line3'], ['street-address']],
  postal_code: [['postal-code']],
  city: [['address-level2']],
  region: [['address-level1']],
  country: [['country'], ['country-name']],
};

/** HTML has tokens for these two. `data-klarna` names the others by Klarna's path. */
const CUSTOMER: Readonly<Record<string, readonly (readonly string[])[]>> = {
  date_of_birth: [['bday'], ['bday-day', 'bday-month', 'bday-year']],
  gender: [['sex']],
};

/** The other details of `customer` that `data-klarna` may name. */
export const CUSTOMER_PATHS: readonly string[] = [
  'title',
  'type',
  'last_four_ssn',
  'national_identification_number',
  'organization_registration_id',
  'organization_entity_type',
  'vat_id',
];

const TOKENS: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  ...Object.entries(ADDRESS),
  ...Object.entries(CUSTOMER),
]);

const GROUPS: Readonly<Record<string, Group>> = { billing_address: 'billing', shipping_address: 'shipping' };

type HandToken = readonly [token: string, group: Group | undefined];

const handTokens = (names: typeof ADDRESS, parent: string, group?: Group): [string, HandToken][] =>
  Object.entries(names).map(([name, tokens]) => [`${parent}.${name}`, [tokens[0]?.[0] ?? name, group]]);

/** All values of `data-klarna`: from Klarna's path to the token with the same meaning, and the address. */
export const HAND_TOKENS: ReadonlyMap<string, HandToken> = new Map([
  ...handTokens(ADDRESS, 'billing_address', 'billing'),
  ...handTokens(ADDRESS, 'shipping_address', 'shipping'),
  ...handTokens(CUSTOMER, 'customer'),
  ...CUSTOMER_PATHS.map((name): [string, HandToken] => [`customer.${name}`, [`customer.${name}`, undefined]]),
]);

/** The fields for a detail by Klarna's path, such as `billing_address.email`. */
export function findControls(fields: readonly FormField[], path: string): FieldControl[] {
  const [parent = '', name = ''] = path.split('.');
  const lists = parent === 'customer' && CUSTOMER_PATHS.includes(name) ? [[path]] : (TOKENS.get(name) ?? []);
  for (const tokens of lists) {
    const asked = fields.filter(({ token }) => tokens.includes(token));
    const exact = asked.filter(({ group }) => group === GROUPS[parent]);
    // The other address is used if this one lacks the detail. The date of birth belongs to neither address.
    if (asked.length > 0) return (exact.length > 0 ? exact : asked).map(({ control }) => control);
  }
  return [];
}

/** Klarna's paths for the details that a field fills, alone or with other fields. */
export function pathsOf({ token, group }: Pick<FormField, 'token' | 'group'>): string[] {
  if (token.startsWith('customer.')) return [token];
  if (token.startsWith('house-')) return [`${group}_address.street_address`];
  const isPart = (tokens: readonly (readonly string[])[]) => tokens.some((list) => list.includes(token));
  if (token === 'additional-name') return [`${group}_address.given_name`];
  if (/^tel-/.test(token)) return [`${group}_address.phone`];
  // `given-name` may hold a whole name. That alone does not make it a field for the family name.
  const names = Object.entries(ADDRESS).filter(([name, tokens]) =>
    isPart(name === 'family_name' ? tokens.slice(0, 2) : tokens),
  );
  return [
    ...names.map(([name]) => `${group}_address.${name}`),
    ...Object.entries(CUSTOMER).flatMap(([name, tokens]) => (isPart(tokens) ? [`customer.${name}`] : [])),
  ];
}
