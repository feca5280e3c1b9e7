/**
 * Types and lengths of addresses and customers in the REST API. Only `authorize()` checks whether an address *exists*,
 * in address-standards.ts. Recorded sessions pass with a US postal code in Sweden.
 */
import { ORGANIZATION_ENTITY_TYPES } from '../../klarna/types.ts';
import { matching, object, oneOf, type Rules, text } from './fields.ts';

const ADDRESS: Rules = {
  title: text(20),
  given_name: text(99),
  family_name: text(99),
  organization_name: text(99),
  attention: text(99),
  email: text(99),
  phone: text(99),
  street_address: text(99),
  street_address2: text(99),
  postal_code: text(10),
  city: text(99),
  region: text(99),
  country: matching(/^[a-z]{2}$/i),
};

export const address = object(ADDRESS);

/** Order management allows longer fields. */
export const managedAddress = object({
  ...ADDRESS,
  given_name: text(100),
  family_name: text(100),
  organization_name: text(255),
  attention: text(255),
  email: text(100),
  phone: text(100),
  street_address: text(100),
  street_address2: text(100),
  city: text(200),
  region: text(200),
});

export const customer = object({
  date_of_birth: matching(/^\d{4}-\d{2}-\d{2}$/),
  gender: oneOf(['male', 'female']),
  title: text(20),
  type: oneOf(['person', 'organization']),
  last_four_ssn: matching(/^(\d{4}|\d{9})$/),
  national_identification_number: text(99),
  organization_registration_id: text(99),
  organization_entity_type: oneOf(ORGANIZATION_ENTITY_TYPES),
  vat_id: text(99),
});
