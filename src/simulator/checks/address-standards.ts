/**
 * Finds the faults in an address that `authorize()` reports as `invalid_fields`.
 *
 * Every field is optional, because Klarna asks the shopper for missing ones. Only a US or Australian address needs a
 * region.
 * The patterns are those of the countries' postal services, without blanks and hyphens. Klarna's own are stricter,
 * because it asks registers, and are not published.
 */
import { findMarket } from '../../klarna/markets.ts';
import type { Address, CustomerDetails } from '../../klarna/types.ts';

const DIGITS: Readonly<Record<string, RegExp>> = {
  4: /^\d{4}$/,
  5: /^\d{5}$/,
  6: /^\d{6}$/,
};

const POSTAL_CODES: Readonly<Record<string, RegExp | undefined>> = {
  ...Object.fromEntries('AT AU BE CH DK HU NO NZ'.split(' ').map((country) => [country, DIGITS[4]])),
  ...Object.fromEntries('CZ DE ES FI FR GR IT MX PL SE SK'.split(' ').map((country) => [country, DIGITS[5]])),
  RO: DIGITS[6],
  PT: /^\d{7}$/,
  NL: /^\d{4}[A-Z]{2}$/,
  US: /^\d{5}(\d{4})?$/,
  CA: /^[A-Z]\d[A-Z]\d[A-Z]\d$/,
  GB: /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/,
  IE: /^[A-Z]\d[\dW][A-Z\d]{4}$/,
};

const NEEDS_REGION = ['US', 'AU'];

/** Two or three capitals. The newest model writes `US-OH`, Klarna's sample people have `NY`. */
const REGION = /^([A-Z]{2}-)?[A-Z]{2,3}$/;

const isName = (value: string) => value.length > 1 && !/^\d+$/.test(value) && !/[<>{}[\]|=]/.test(value);

type Test = (value: string, country: string) => boolean;

const TESTS: Partial<Record<keyof Address, Test>> = {
  given_name: isName,
  family_name: isName,
  email: (value) => /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value),
  phone: (value) => /^\+?\d{5,15}$/.test(value.replace(/[\s().\-/]/g, '')),
  street_address: (value) => value.length > 1,
  city: (value) => value.length > 1,
  postal_code: (value, country) =>
    POSTAL_CODES[country]?.test(value.toUpperCase().replace(/[\s-]/g, '')) ?? value.length <= 10,
  region: (value, country) => !NEEDS_REGION.includes(country) || REGION.test(value.toUpperCase()),
  country: (value) => /^[a-z]{2}$/i.test(value),
};

function findAddressProblems(address: Address, purchase_country: string): string[] {
  const country = (address.country || purchase_country).toUpperCase();
  const given = Object.entries(TESTS).filter(([name, test]) => {
    const value = address[name as keyof Address]?.trim();
    return value ? !test(value, country) : false;
  });
  const problems = given.map(([name]) => name);
  const isEmpty = Object.entries(address).every(([name, value]) => name === 'country' || !value);
  if (!isEmpty && NEEDS_REGION.includes(country) && !address.region) problems.push('region');
  return problems;
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Paths of the invalid fields; empty if Klarna would continue. Klarna Payments must be sold in the billing country. */
export function findInvalidFields(details: CustomerDetails, purchase_country: string): string[] {
  const { billing_address, shipping_address, customer } = details;
  const problems: string[] = [];
  for (const [path, address] of Object.entries({ billing_address, shipping_address })) {
    if (address) problems.push(...findAddressProblems(address, purchase_country).map((name) => `${path}.${name}`));
  }
  const country = billing_address?.country;
  if (country && !findMarket(country)) problems.push('billing_address.country');
  if (customer?.date_of_birth && !isDate(customer.date_of_birth)) problems.push('customer.date_of_birth');
  return [...new Set(problems)];
}
