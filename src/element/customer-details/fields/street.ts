/** A house number that stands in a field of its own goes with its street: Klarna has one field for both. */

/** The number stands before the name of the street here, and after it elsewhere. */
const NUMBER_FIRST = ['AU', 'CA', 'FR', 'GB', 'IE', 'NZ', 'US'];

const NUMBER =
  /(house|haus|huis|hus|street|strasse|str|straat|gatu|gate|vej|domu|talo)(no|nr|nro|num|nummer|number|numero)$|(nr|numer|numero)(domu|civico|calle|rue|casa)$|civico$|cislopopisne$/;

const ADDITION =
  /toevoeging$|(house|haus|huis|hus)(no|nr|num|nummer|number)?(zusatz|addition|suffix|ext|extension|letter)$/;

/** By name or id, for HTML has no token for it. */
export function houseTokenOf({ id, attributes }: Element): 'house-number' | 'house-number-addition' | undefined {
  const names = [attributes.getNamedItem('name')?.value ?? '', id].map((name) =>
    name.toLowerCase().replace(/[^a-z]/g, ''),
  );
  if (names.some((name) => ADDITION.test(name))) return 'house-number-addition';
  return names.some((name) => NUMBER.test(name)) ? 'house-number' : undefined;
}

export function joinStreet(street: string, number: string, addition: string, country: string | undefined): string {
  const whole = [number, addition].filter(Boolean).join(' ');
  // A page may have put them together itself.
  if (street === '' || number === '' || street.split(/[\s,]+/).includes(number)) return street;
  return NUMBER_FIRST.includes(country ?? '') ? `${whole} ${street}` : `${street} ${whole}`;
}

/** `Hauptstraße` in the first line and `12` in the second. In the other countries `12` may be a flat. */
export const isHouseNumber = (line1: string, line2: string, country: string | undefined): boolean =>
  !NUMBER_FIRST.includes(country ?? '') && line1 !== '' && !/\d/.test(line1) && /^\d{1,5}\s?[a-z]?$/i.test(line2);
