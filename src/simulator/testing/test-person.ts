import type { Address, Customer, CustomerDetails } from '../../klarna/types.ts';
import { type MarketPeople, PEOPLE } from './people.ts';

export type TestMarket = keyof typeof PEOPLE;

/** The tag after `+` in the e-mail address. It decides the result. */
export type TestTag =
  | 'denied'
  | 'red'
  | 'new_user'
  | 'require_signup'
  | `reject_reason_${string}`
  | `pend-accept-${string}`
  | `pend-reject-${string}`;

export interface TestPerson extends CustomerDetails {
  billing_address: Address;
  customer: Customer;
}

/** The top-level domain is the country code, except for Great Britain. */
const endingOf = (country: TestMarket): string => (country === 'GB' ? 'uk' : country.toLowerCase());

/**
 * A person of Klarna's published test people, in the form that `authorize()` takes. Without a tag, Klarna approves.
 *
 * @example
 * element.customer = testPerson('DE', 'denied');
 */
export function testPerson(country: TestMarket, tag?: TestTag): TestPerson {
  const { approved, denied, new_user_phone }: MarketPeople = PEOPLE[country];
  const [given_name, family_name, street_address, postal_code, city, date_of_birth, phone, region, number] =
    tag === 'denied' ? denied : approved;
  return {
    billing_address: {
      given_name,
      family_name,
      email: `customer${tag === undefined ? '' : `+${tag}`}@email.${endingOf(country)}`,
      phone: tag === 'new_user' ? new_user_phone : phone,
      street_address,
      postal_code,
      city,
      ...(region !== undefined && { region }),
      country,
    },
    customer: { date_of_birth, ...(number !== undefined && { national_identification_number: number }) },
  };
}

/** The countries with test people. */
export const TEST_MARKETS = Object.keys(PEOPLE) as readonly TestMarket[];
