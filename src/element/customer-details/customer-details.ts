/**
 * Reads the customer's details from a plain HTML form, by the `autocomplete` tokens of its fields. Such a form needs no
 * script. The element reads it only at the click.
 *
 * Fields with `shipping` make the shipping address, all others the billing address. Klarna copies billing to shipping if
 * there is no shipping address. This file copies shipping to billing, because most shops ask for the delivery address first.
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
  /** The country of the session. It decides how to read phone numbers and titles if the form has no country. */
  purchase_country?: string | undefined;
  /** Without it a phone number is sent as typed. */
  toE164?: ToE164 | undefined;
  /** Without it only codes of states are read. */
  states?: States | undefined;
  /** Without it only the browser's names of countries are read. */
  countries?: CountryNames | undefined;
}

/** @param form null reads only fields with `data-klarna` */
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
 * If two fields have the same token, the first one with a value counts. A field with `data-klarna` wins over all others.
 * Two fields with `data-klarna` for the same street are joined.
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

/** Reads one address. Phone, title, state and house number depend on its country. */
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

/** Klarna wants the code of a state in a few countries. Elsewhere it takes the name of a region. */
const regionTexts = ({ control, texts }: FormField, country = ''): readonly string[] =>
  HAS_STATES.includes(country) ? texts : textsOf(control, false);

const textsOfChoice = (fields: readonly FormField[], token: string): readonly string[] =>
  fields.find((field) => field.token === token && field.value !== '')?.texts ?? [];

/** A preselected country alone is no address, and neither is a group of fields without a street. */
function dropNoPlace(address: Address, other: Address, fields: readonly FormField[]): Address {
  const asksStreet = fields.some(({ token }) => isStreet(token));
  if (isPlace(address) && (asksStreet || other.street_address === undefined)) return address;
  const { street_address, street_address2, postal_code, city, region, country, ...rest } = address;
  // Without a person the country is not sent. If the other address has a place, the country belongs to it.
  return isEmpty(rest) || isPlace(other) ? rest : dropEmpty<Address>({ ...rest, region, country });
}

function countryOf(fields: readonly FormField[], names: CountryNames | undefined): string | undefined {
  // By definition `country` holds a code. `country-name` may hold any text.
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

/** Whether the select counts months from 0. Then `0` is January and no placeholder. */
function countsFrom0(control: FormField['control']): boolean {
  if (!(control instanceof HTMLSelectElement) || !/^\d+$/.test(control.value)) return false;
  const numbers = Array.from(control.options, ({ value }) => value).filter((value) => /^\d+$/.test(value));
  return numbers.length === 12 && numbers.every((value, index) => Number(value) === index);
}
