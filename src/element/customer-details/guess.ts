/**
 * Guesses the detail of a field from its name and id, for forms without `autocomplete`. A name misleads more often than a
 * token, so the page has to set `guess-fields`. Without it, `debug` and the console only show proposals. Loaded on demand.
 */

import { hintOfName } from './address-hints.ts';
import { writtenTokens } from './autocomplete-tokens.ts';
import type { FieldControl, GuessField } from './form-field.ts';

/** Whole names of fields, without separators, in the languages of Klarna's markets. */
const NAMES: Readonly<Record<string, string>> = {
  'honorific-prefix': 'salutation anrede title honorific prefix',
  'given-name':
    'firstname fname givenname forename vorname fornamn fornavn etunimi voornaam prenom nome nombre imie jmeno first',
  'family-name':
    'lastname lname surname familyname nachname efternamn etternavn efternavn sukunimi achternaam nom cognome apellido ' +
    'apellidos nazwisko prijmeni last',
  name: 'fullname customername contactname recipientname namn',
  organization:
    'company companyname organization organisation organizationname firma firmenname foretag bedrijf bedrijfsnaam yritys ' +
    'societe azienda ragionesociale empresa business businessname',
  email:
    'email emailaddress mail epost epostadress sahkoposti correo correoelectronico courriel useremail customeremail ' +
    'contactemail emailadresse emailadres',
  tel:
    'phone telephone phonenumber phoneno tel telefon telefono telefone telefoon telefonnummer telnr mobile mobilephone ' +
    'mobil mobilnummer handy puhelin puhelinnumero gsm cellphone contactnumber contactphone telefonnr telephonenumber ' +
    'mobilenumber',
  'address-line1':
    'address1 addressline1 street street0 street1 streetaddress streetline1 streetaddress1 line1 addr1 strasse adresse ' +
    'adresse1 gata gatuadress katuosoite straat straatnaam rue indirizzo calle direccion ulica ulice address addressone ' +
    'streetname adres adress adresselinje1',
  'address-line2':
    'address2 addressline2 street2 streetline2 streetaddress2 line2 addr2 adresszusatz adresse2 apartment apt addresstwo ' +
    'additionaladdressline1 addressadditional complement addresscomplement adresselinje2',
  'postal-code':
    'postcode postalcode zip zipcode postalzip plz postleitzahl postnummer postnr postinumero codepostal cap ' +
    'codigopostal kodpocztowy psc',
  'address-level2':
    'city town locality ort stad stadt by poststed postort paikkakunta kaupunki plaats woonplaats ville citta comune ' +
    'ciudad poblacion localidad miasto mesto cityname towncity',
  'address-level1':
    'state stateid statecode statename province provinceid provincecode region regionid zone zoneid county bundesland ' +
    'provincia stateprovince countrystate countrystateid',
  country:
    'country countryid countrycode countryname idcountry land landid pais pays paese maa kraj zeme countryregion',
  bday: 'birthday dob birthdate dateofbirth geburtstag geburtsdatum fodelsedatum',
};

const TOKENS: ReadonlyMap<string, string> = new Map(
  Object.entries(NAMES).flatMap(([token, names]) => names.split(' ').map((name) => [name, token] as const)),
);

/** Words before the name of a detail that do not change its meaning. */
const AROUND =
  /^(bill(ing)?|ship(ping)?|deliver[yi]?|invoice|payment|address(es)?|addr|attributes?|order|checkout|customer|guest|user|account|contact|personal|register|registration|field|input|form|txt|text|js|new|js|the|s|b|id|data|shop|cart|buyer|details?|info|rechnung(sadresse)?|liefer(adresse)?|lieferung|faktura|leverans|your|klarna|quote|primary|main|default|edit|default|invadr|my|client|profile|main|wc|woocommerce|app|page|step|component|react|mui|control|select|value|dropdown|for|dwfrm|fields|states)$/;

/** Fields of checkout pages that are no details of the shopper. */
const NO_DETAIL =
  /newsletter|subscribe|coupon|voucher|discount|promo|gift|search|card|cvv|password|confirm|repeat|verif|friend|referr|company_?(id|number)|vat/i;

export const guessField: GuessField = (control) => {
  // The shopper types no text into these.
  if (control.matches('input:is([type=checkbox], [type=number], [type=range], [type=color], [type=search])'))
    return undefined;
  const names = [control.getAttribute('name') ?? '', control.id];
  if (
    names.some((name) => NO_DETAIL.test(name)) ||
    writtenTokens(control).some((token) => /^(cc-|one-time|fax|pager)/.test(token))
  )
    return undefined;
  const line = lineOf(control);
  const token = line ?? names.map(tokenOf).find((found) => found !== undefined) ?? tokenOfType(control);
  return token === undefined ? undefined : { token, group: hintOfName(control) };
};

/** Some frameworks count address lines from 0 (`street[0]`, `street[1]`). */
function lineOf(control: FieldControl): string | undefined {
  const [, before, number, after] =
    /^(.*(?:street|address).*?)([0-2])(\]?)$/i.exec(control.getAttribute('name') ?? '') ?? [];
  const { form } = control as Partial<HTMLInputElement>;
  return number && form?.elements.namedItem(`${before}0${after}`) ? `address-line${Number(number) + 1}` : undefined;
}

/** Finds the longest known name at the end of `order[bill_address_attributes][firstname]`, with only neutral words before it. */
function tokenOf(name: string): string | undefined {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(Boolean);
  for (let start = 0; start < words.length; start += 1) {
    if (!words.slice(0, start).every((word) => AROUND.test(word) || /^\d+$/.test(word))) return undefined;
    const token = TOKENS.get(words.slice(start).join('')) ?? (isNamed(words, start) ? 'name' : undefined);
    if (token !== undefined) return token;
  }
  return undefined;
}

/** The word `name` alone is a person's name only inside an address. */
const isNamed = (words: readonly string[], start: number): boolean =>
  words.slice(start).join('') === 'name' &&
  words.slice(0, start).some((word) => /^(bill|ship|deliver|invoice|addr)/.test(word));

const tokenOfType = ({ type }: FieldControl): string | undefined =>
  type === 'email' ? 'email' : type === 'tel' ? 'tel' : undefined;

interface Proposal {
  /** A selector for the field. */
  readonly field: string;
  /** A value for its `autocomplete`. */
  readonly autocomplete: string;
}

/** Proposals for fields without a usable token, for `debug` and the console. They hold no value of a field. */
export function propose(controls: readonly FieldControl[]): Proposal[] {
  return controls.flatMap((control) => {
    const guessed = guessField(control);
    const name = control.getAttribute('name');
    const field = control.id ? `#${CSS.escape(control.id)}` : name ? `[name="${CSS.escape(name)}"]` : undefined;
    if (guessed === undefined || field === undefined) return [];
    return [{ field, autocomplete: [guessed.group, guessed.token].filter(Boolean).join(' ') }];
  });
}

/** The text of a warning, with lines that the developer can paste. */
export function nothingRead(controls: readonly FieldControl[], isGuessing: boolean): string {
  const lines = propose(controls).map(
    ({ field, autocomplete }) => `  document.querySelector('${field}').autocomplete = '${autocomplete}';`,
  );
  return [
    '<klarna-checkout-button>: no field of this form says what it holds, so Klarna is sent no details of the shopper.',
    'Give the fields an `autocomplete`, or `data-klarna="billing_address.street_address"`, or set the property `customer`.',
    ...(lines.length > 0
      ? [
          `By their names we propose (look at each line${isGuessing ? '' : ', or set the attribute `guess-fields`'}):`,
          ...lines,
        ]
      : ['Their names do not say what they hold, either.']),
  ].join('\n');
}
