import type { Address } from '../../../klarna/types.ts';
import { splitName } from './name.ts';
import { isHouseNumber, joinStreet } from './street.ts';

/** The fields of one address by their tokens; where a token is there twice, the first with something in it. */
export type TokenValues = ReadonlyMap<string, string>;

type Part = keyof Address;

/** A person is lent as a whole, or one would get the title of another. */
const PERSON: readonly Part[] = ['title', 'given_name', 'family_name', 'attention'];

/** A place as a whole, or two streets would be mixed into one. */
const PLACE: readonly Part[] = [
  'organization_name',
  'street_address',
  'street_address2',
  'postal_code',
  'city',
  'region',
  'country',
];

/** These alone make no place. */
const NO_PLACE: readonly Part[] = ['organization_name', 'region', 'country'];

export const isPlace = (address: Address): boolean =>
  PLACE.some((part) => !NO_PLACE.includes(part) && address[part] !== undefined);

interface AddressOptions {
  /** Says on which side of the street the house number stands. */
  country: string | undefined;
  hasFamilyName: boolean;
}

/** All but title, phone, region and country, which need to know more than their own fields. */
export function readAddress(fields: TokenValues, { country, hasFamilyName }: AddressOptions): Address {
  const text = (...tokens: string[]) => tokens.flatMap((token) => fields.get(token) ?? []);
  const given = fields.get('given-name');
  // Shops with one field for the whole name call it `given-name`.
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

/** What an address does not say is taken from the other one: the contact bit by bit, person and place as wholes. */
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
