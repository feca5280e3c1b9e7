/** Joins street and house number, because Klarna has one field for both. */

/** In these countries the number stands before the name of the street. */
const NUMBER_FIRST = ['AU', 'CA', 'FR', 'GB', 'IE', 'NZ', 'US'];

const NUMBER =
  /(house|haus|huis|hus|street|strasse|str|straat|gatu|gate|vej|domu|talo)(no|nr|nro|num|nummer|number|numero)$|(nr|numer|numero)(domu|civico|calle|rue|casa)$|civico$|cislopopisne$/;

const ADDITION =
  /toevoeging$|(house|haus|huis|hus)(no|nr|num|nummer|number)?(zusatz|addition|suffix|ext|extension|letter)$/;

/** Reads the name and id of a field, because HTML has no token for house numbers. */
export function houseTokenOf({ id, attributes }: Element): 'house-number' | 'house-number-addition' | undefined {
  const names = [attributes.getNamedItem('name')?.value ?? '', id].map((name) =>
    name.toLowerCase().replace(/[^a-z]/g, ''),
  );
  if (names.some((name) => ADDITION.test(name))) return 'house-number-addition';
  return names.some((name) => NUMBER.test(name)) ? 'house-number' : undefined;
}

export function joinStreet(street: string, number: string, addition: string, country: string | undefined): string {
  const whole = [number, addition].filter(Boolean).join(' ');
  // The page may have joined them already.
  if (street === '' || number === '' || street.split(/[\s,]+/).includes(number)) return street;
  return NUMBER_FIRST.includes(country ?? '') ? `${whole} ${street}` : `${street} ${whole}`;
}

/** Whether the second line is the house number (`Hauptstraße`, `12`). In countries with the number first it may be a flat. */
export const isHouseNumber = (line1: string, line2: string, country: string | undefined): boolean =>
  !NUMBER_FIRST.includes(country ?? '') && line1 !== '' && !/\d/.test(line1) && /^\d{1,5}\s?[a-z]?$/i.test(line2);
