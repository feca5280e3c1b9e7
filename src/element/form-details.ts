/**
 * The customer's details, read out of a plain HTML form by the `autocomplete` tokens of its fields: such a form needs no
 * script to pay with Klarna. Read at the click only.
 *
 * Fields under `shipping` make the shipping address, all others the billing address. Klarna copies billing to shipping
 * where shipping is absent; the other way round is done here, because most shops ask for the delivery address first.
 */
import type { Address, Customer, CustomerDetails } from '../klarna/types.ts';
import { complete, dropEmpty, isEmpty, readAddress, type TokenValues } from './form-address.ts';
import { readBirth } from './form-birth.ts';
import { readCountry } from './form-country.ts';
import { type FormField, readFields } from './form-fields.ts';
import { readPhone, type ToE164 } from './form-phone.ts';
import { readTitle } from './form-title.ts';

export interface ReadFormOptions {
  /** Where the shopper buys: tells how a phone number or a title is meant in a form that names no country. */
  purchase_country?: string | undefined;
  /** Without it a phone number goes as it was typed. */
  toE164?: ToE164 | undefined;
}

export function readForm(form: HTMLFormElement, { purchase_country, toE164 }: ReadFormOptions = {}): CustomerDetails {
  const fields = readFields(form);
  const billing = readGroup(fields, 'billing');
  const shipping = readGroup(fields, 'shipping');
  // Before one address lends to the other: number and title are read by the country of those who gave them.
  const localised = (address: Address, other: Address): Address => {
    const { phone, title, country = other.country ?? purchase_country } = address;
    const number = phone === undefined ? undefined : (toE164?.(phone, country) ?? phone);
    return dropEmpty<Address>({ ...address, phone: number, title: readTitle(title, country) });
  };
  const [billed, shipped] = [localised(billing, shipping), localised(shipping, billing)];
  const billing_address = complete(billed, shipped);
  const shipping_address = isEmpty(shipped) ? {} : complete(shipped, billed);
  const customer = readCustomer(valuesOf(fields));
  return {
    ...(!isEmpty(billing_address) && { billing_address }),
    ...(!isEmpty(shipping_address) && { shipping_address }),
    ...(!isEmpty(customer) && { customer }),
  };
}

/** A field that is there twice counts where something is in it, and then the first. */
function valuesOf(fields: readonly FormField[]): TokenValues {
  const filled = fields.filter(({ value }) => value !== '');
  return new Map(filled.reverse().map(({ token, value }) => [token, value]));
}

function readGroup(fields: readonly FormField[], group: FormField['group']): Address {
  const own = fields.filter((field) => field.group === group);
  const values = valuesOf(own);
  return dropEmpty<Address>({ ...readAddress(values), phone: readPhone(values), country: countryOf(own) });
}

function countryOf(fields: readonly FormField[]): string | undefined {
  // `country` holds the code by definition, `country-name` does not.
  const candidates = ['country', 'country-name'].flatMap((token) => fields.filter((field) => field.token === token));
  for (const { control, value } of candidates) {
    // Many a shop's select has numbers of its own as values, and shows the names.
    const shown = control instanceof HTMLSelectElement ? [control.selectedOptions[0]?.label ?? ''] : [];
    const country = readCountry([value, ...shown], control.closest<HTMLElement>('[lang]')?.lang);
    if (country !== undefined) return country;
  }
  return undefined;
}

function readCustomer(values: TokenValues): Customer {
  const sex = values.get('sex')?.toLowerCase() ?? '';
  return dropEmpty<Customer>({
    date_of_birth: readBirth(values),
    gender: /^m(ale)?$/.test(sex) ? 'male' : /^f(emale)?$/.test(sex) ? 'female' : undefined,
  });
}
