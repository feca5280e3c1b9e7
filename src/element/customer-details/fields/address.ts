import type { Address } from '../../../klarna/types.ts';
import { splitName } from './name.ts';
import { isHouseNumber, joinStreet } from './street.ts';

/** The values of one address by their tokens. */
export type TokenValues = ReadonlyMap<string, string>;

type Part = keyof Address;

/** Copy all name fields or none. Otherwise titles and names of two people would mix. */
const PERSON: readonly Part[] = ['title', 'given_name', 'family_name', 'attention'];

/** Copy all fields of a place or none. Otherwise two streets would mix. */
const PLACE: readonly Part[] = [
  'organization_name',
  'street_address',
  'street_address2',
  'postal_code',
  'city',
  'region',
  'country',
];

/** These alone are no place. */
const NO_PLACE: readonly Part[] = ['organization_name', 'region', 'country'];

export const isPlace = (address: Address): boolean =>
  PLACE.some((part) => !NO_PLACE.includes(part) && address[part] !== undefined);

interface AddressOptions {
  /** Decides on which side of the street's name the house number stands. */
  country: string | undefined;
  hasFamilyName: boolean;
}

/** Reads all but title, phone, region and country. Those need more than their own fields. */
export function readAddress(fields: TokenValues, { country, hasFamilyName }: AddressOptions): Address {
  const text = (...tokens: string[]) => tokens.flatMap((token) => fields.get(token) ?? []);
  const given = fields.get('given-name');
  // Some shops use `given-name` for a single field with the whole name.
  const isWhole = given !== undefined && !hasFamilyName && !fields.has('name') && !fields.has('additional-name');
  const whole = splitName((isWhole ? given : fields.get('name')) ?? '');
  const [street = '', ...rest] = (fields.get('street-address') ?? '').split(/\s*\n\s*/);
  const line1 = fields.get('address-line1');
  const lines = [...(line1 === undefined ? rest : []), ...text('address-line2', 'address-line3')];
  const written = line1 ?? street;
  const own = fields.get('house-number');
  const number = own ?? (isHouseNumber(written, lines[0] ?? '', country) ? lines.shift() : undefined);
  return dropEmpty({
    // Klarna has no field for a middle name.
    given_name: given === undefined || isWhole ? whole.given_name : text('given-name', 'additional-name').join(' '),
    family_name: fields.get('family-name') ?? whole.family_name,
    organization_name: fields.get('organization'),
    attention: fields.get('attention'),
    email: fields.get('email'),
    street_address: joinStreet(written, number ?? '', fields.get('house-number-addition') ?? '', country),
    street_address2: lines.join(', '),
    postal_code: fields.get('postal-code'),
    city: fields.get('address-level2'),
  });
}

/** Copies missing details from the other address: each detail of the contact, but person and place only as a whole. */
export function fillMissing(address: Address, other: Address): Address {
  const hasPerson = PERSON.some((part) => address[part] !== undefined);
  const own: readonly Part[] = [...(hasPerson ? PERSON : []), ...(isPlace(address) ? PLACE : [])];
  const lent = Object.entries(other).filter(([part]) => !own.includes(part as Part));
  return { ...Object.fromEntries(lent), ...address };
}

type Loose<Type> = { [Key in keyof Type]?: Type[Key] | undefined };

export const dropEmpty = <Type extends object>(parts: Loose<Type>): Type =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined && value !== '')) as Type;

export const isEmpty = (value: object): boolean => Object.keys(value).length === 0;
