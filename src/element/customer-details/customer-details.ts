/**
 * The customer's details, read out of a plain HTML form by the `autocomplete` tokens of its fields: such a form needs no
 * script to pay with Klarna. Read at the click only.
 *
 * Fields under `shipping` make the shipping address, all others the billing address. Klarna copies billing to shipping
 * where shipping is absent; the other way round is done here, because most shops ask for the delivery address first.
 */
import type { Address, Customer, CustomerDetails } from '../../klarna/types.ts';
import { type ReadFieldsOptions, readFields } from './autocomplete-fields.ts';
import { type Group, isStreet } from './autocomplete-tokens.ts';
import { CUSTOMER_PATHS } from './field-paths.ts';
import { dropEmpty, fillMissing, isEmpty, isPlace, readAddress, type TokenValues } from './fields/address.ts';
import { type CountryNames, readCountry } from './fields/country.ts';
import { readBirth, readMonth } from './fields/date-of-birth.ts';
import { readPhone, type ToE164 } from './fields/phone-field.ts';
import { HAS_STATES, readRegion, type States } from './fields/region.ts';
import { isFirstOption, isPlaceholder, textsOf } from './fields/select-values.ts';
import { readTitle } from './fields/title.ts';
import type { FormField } from './form-field.ts';

interface ReadFormOptions extends ReadFieldsOptions {
  /** Where the shopper buys: tells how a phone number or a title is meant in a form that names no country. */
  purchase_country?: string | undefined;
  /** Without it a phone number goes as it was typed. */
  toE164?: ToE164 | undefined;
  /** Without it a state counts only if it is given by its code. */
  states?: States | undefined;
  /** Without it countries are known by what the browser calls them. */
  countries?: CountryNames | undefined;
}

/** @param form null reads the fields that `data-klarna` names, and no others */
export function readForm(form: HTMLFormElement | null, options: ReadFormOptions = {}): CustomerDetails {
  const fields = readFields(form, options);
  const groups: Record<Group, readonly FormField[]> = {
    billing: fields.filter(({ group }) => group === 'billing'),
    shipping: fields.filter(({ group }) => group === 'shipping'),
  };
  const countries = {
    billing: countryOf(groups.billing, options.countries),
    shipping: countryOf(groups.shipping, options.countries),
  };
  const read = (group: Group, other: Group) =>
    readGroup(
      groups[group],
      countries[group],
      countries[group] ?? countries[other] ?? options.purchase_country,
      options,
    );
  const [billed, shipped] = [read('billing', 'shipping'), read('shipping', 'billing')];
  const [billing, shipping] = [
    dropNoPlace(billed, shipped, groups.billing),
    dropNoPlace(shipped, billed, groups.shipping),
  ];
  const billing_address = fillMissing(billing, shipping);
  const shipping_address = isEmpty(shipping) ? {} : fillMissing(shipping, billing);
  const customer = readCustomer(fields);
  return {
    ...(!isEmpty(billing_address) && { billing_address }),
    ...(!isEmpty(shipping_address) && { shipping_address }),
    ...(!isEmpty(customer) && { customer }),
  };
}

/**
 * A field that is there twice counts where something is in it, and then the first. What the page has named by hand counts
 * before all; a street that it has named twice has its parts in two fields.
 */
function valuesOf(fields: readonly FormField[]): TokenValues {
  const values = new Map<string, string>();
  const filled = fields.filter(({ value }) => value !== '');
  for (const token of new Set(fields.map((field) => field.token))) {
    const mapped = fields.some((field) => field.byHand && field.token === token);
    const own = filled.filter((field) => field.token === token && field.byHand === mapped);
    const value = mapped && token === 'address-line1' ? own.map((field) => field.value).join(' ') : own[0]?.value;
    if (value) values.set(token, value);
  }
  return values;
}

/** Number, title, state and house number are read by the country of those who gave them. */
function readGroup(
  fields: readonly FormField[],
  country: string | undefined,
  nearest: string | undefined,
  { toE164, states }: ReadFormOptions,
): Address {
  const values = valuesOf(fields);
  const first = (token: string) => fields.find((field) => field.token === token && field.value !== '');
  const hasFamilyName = fields.some(({ token }) => token === 'family-name');
  const address = readAddress(values, { country: nearest, hasFamilyName });
  const phone = readPhone(values, fields.find(({ token }) => token === 'tel-country-code')?.texts);
  const number = phone && (toE164?.(phone.number, phone.country ?? nearest) ?? phone.number);
  const region = first('address-level1');
  return dropEmpty<Address>({
    ...address,
    title: readTitle(textsOfChoice(fields, 'honorific-prefix'), nearest),
    phone: number,
    region:
      region &&
      readRegion(regionTexts(region, nearest), { country: nearest, states, isUnsure: isFirstOption(region.control) }),
    country,
  });
}

/** Klarna wants the code of a state in a few countries; elsewhere a region goes by its name. */
const regionTexts = ({ control, texts }: FormField, country = ''): readonly string[] =>
  HAS_STATES.includes(country) ? texts : textsOf(control, false);

const textsOfChoice = (fields: readonly FormField[], token: string): readonly string[] =>
  fields.find((field) => field.token === token && field.value !== '')?.texts ?? [];

/** A country that a page has chosen beforehand makes no address, and an address with no field for a street is none. */
function dropNoPlace(address: Address, other: Address, fields: readonly FormField[]): Address {
  const asksStreet = fields.some(({ token }) => isStreet(token));
  if (isPlace(address) && (asksStreet || other.street_address === undefined)) return address;
  const { street_address, street_address2, postal_code, city, region, country, ...rest } = address;
  // With nobody at it, a country is no address; with a place of the other one, the country belongs to that.
  return isEmpty(rest) || isPlace(other) ? rest : dropEmpty<Address>({ ...rest, region, country });
}

function countryOf(fields: readonly FormField[], names: CountryNames | undefined): string | undefined {
  // `country` holds the code by definition, `country-name` does not.
  const candidates = ['country', 'country-name'].flatMap((token) => fields.filter((field) => field.token === token));
  const mapped = candidates.filter(({ byHand }) => byHand);
  for (const { control, texts } of mapped.length > 0 ? mapped : candidates) {
    const country = readCountry(texts, control.closest<HTMLElement>('[lang]')?.lang, names);
    if (country !== undefined) return country;
  }
  return undefined;
}

function readCustomer(fields: readonly FormField[]): Customer {
  const values = new Map(valuesOf(fields));
  const month = fields.find(
    ({ token, control }) => token === 'bday-month' && (countsFrom0(control) || !isPlaceholder(control)),
  );
  if (month) {
    const { control, texts } = month;
    values.set('bday-month', readMonth(texts, control.closest<HTMLElement>('[lang]')?.lang, countsFrom0(control)));
  }
  const sexes = textsOfChoice(fields, 'sex').map((text) => text.toLowerCase());
  const says = (pattern: RegExp) => sexes.some((text) => pattern.test(text));
  return dropEmpty<Customer>({
    ...Object.fromEntries(CUSTOMER_PATHS.map((name) => [name, values.get(`customer.${name}`)])),
    date_of_birth: readBirth(values),
    gender: says(/^m(ale)?$/) ? 'male' : says(/^f(emale)?$/) ? 'female' : undefined,
  });
}

/** Scripts count months from 0: January is `0`, and no placeholder. */
function countsFrom0(control: FormField['control']): boolean {
  if (!(control instanceof HTMLSelectElement) || !/^\d+$/.test(control.value)) return false;
  const numbers = Array.from(control.options, ({ value }) => value).filter((value) => /^\d+$/.test(value));
  return numbers.length === 12 && numbers.every((value, index) => Number(value) === index);
}
