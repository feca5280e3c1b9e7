/** Klarna's published test person for Sweden. Nothing of it may leave the page before the shopper presses the button. */
import type { CustomerDetails } from '../../../src/klarna/types.ts';

export const CUSTOMER: CustomerDetails = {
  billing_address: {
    given_name: 'Alva',
    family_name: 'Testperson',
    email: 'customer@email.se',
    street_address: 'Södra Blasieholmshamnen 2',
    postal_code: '11148',
    city: 'Stockholm',
    phone: '+46701740615',
    country: 'SE',
  },
};

const MARKS = ['Alva', 'customer@email.se', 'Blasieholmshamnen', '46701740615'];

export const namesCustomer = (text: string): boolean => MARKS.some((mark) => text.includes(mark));
