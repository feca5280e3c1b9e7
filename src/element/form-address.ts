import type { Address } from '../klarna/types.ts';
import { splitName } from './form-name.ts';

/** The fields of one address by their tokens; where a token is there twice, the first with something in it. */
export type TokenValues = ReadonlyMap<string, string>;

type Part = keyof Address;

/** A person is lent as a whole, or one would get the title of another. */
const PERSON: readonly Part[] = ['title', 'given_name', 'family_name'];

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
const NO_PLACE: readonly Part[] = ['organization_name', 'country'];

/** All but `phone` and `country`, which need to know more than their own fields. The title is as it was given. */
export function readAddress(fields: TokenValues): Address {
  const text = (...tokens: string[]) => tokens.flatMap((token) => fields.get(token) ?? []);
  const whole = splitName(fields.get('name') ?? '');
  // Klarna has no field for a middle name.
  const given = fields.has('given-name') ? text('given-name', 'additional-name').join(' ') : whole.given_name;
  const [street, ...rest] = (fields.get('street-address') ?? '').split(/\s*\n\s*/);
  const line1 = fields.get('address-line1');
  return dropEmpty({
    title: fields.get('honorific-prefix'),
    given_name: given,
    family_name: fields.get('family-name') ?? whole.family_name,
    organization_name: fields.get('organization'),
    email: fields.get('email'),
    street_address: line1 ?? street,
    street_address2: [...(line1 === undefined ? rest : []), ...text('address-line2', 'address-line3')].join(', '),
    postal_code: fields.get('postal-code'),
    city: fields.get('address-level2'),
    region: fields.get('address-level1'),
  });
}

/** What an address does not say is taken from the other one: the contact bit by bit, person and place as wholes. */
export function complete(address: Address, other: Address): Address {
  const hasPerson = PERSON.some((part) => address[part] !== undefined);
  const hasPlace = PLACE.some((part) => !NO_PLACE.includes(part) && address[part] !== undefined);
  const own: readonly Part[] = [...(hasPerson ? PERSON : []), ...(hasPlace ? PLACE : [])];
  const lent = Object.entries(other).filter(([part]) => !own.includes(part as Part));
  return { ...Object.fromEntries(lent), ...address };
}

type Loose<Type> = { [Key in keyof Type]?: Type[Key] | undefined };

export const dropEmpty = <Type extends object>(parts: Loose<Type>): Type =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined && value !== '')) as Type;

export const isEmpty = (value: object): boolean => Object.keys(value).length === 0;
