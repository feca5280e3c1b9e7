/** Types and lengths of addresses and of the customer. Source: Klarna's schema for `/payments/v1`. */
import { ORGANIZATION_ENTITY_TYPES } from '../../klarna/types.ts';
import { type FieldRules, oneOf, pattern, text } from './field-rule.ts';

export const ADDRESS_RULES: FieldRules = {
  title: text(0, 20),
  given_name: text(0, 99),
  family_name: text(0, 99),
  organization_name: text(0, 99),
  attention: text(0, 99),
  email: text(0, 99),
  phone: text(0, 99),
  street_address: text(0, 99),
  street_address2: text(0, 99),
  postal_code: text(0, 10),
  city: text(0, 99),
  region: text(0, 99),
  country: pattern(/^[A-Za-z]{2}$/, 'a country code of two letters, like SE'),
};

export const CUSTOMER_RULES: FieldRules = {
  date_of_birth: pattern(/^\d{4}-\d{2}-\d{2}$/, 'a date, like 1941-03-21'),
  gender: oneOf(['male', 'female']),
  title: text(0, 20),
  type: oneOf(['person', 'organization']),
  last_four_ssn: pattern(/^(\d{4}|\d{9})$/, '4 or 9 digits'),
  national_identification_number: text(0, 99),
  organization_registration_id: text(0, 99),
  organization_entity_type: oneOf(ORGANIZATION_ENTITY_TYPES),
  vat_id: text(0, 99),
};
