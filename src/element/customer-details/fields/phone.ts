import parsePhoneNumber, { type CountryCode, isSupportedCountry } from 'libphonenumber-js/min';
import type { ToE164 } from './phone-field.ts';

/**
 * E.164 by the numbering plans of all countries: a shopper may live in one and phone in another. Only the length is
 * judged, because plans grow faster than copies of them are renewed.
 *
 * The one file that holds the library, so that it is fetched as a whole and only where a form asks for a phone number.
 */
export const toE164: ToE164 = (number, country = '') => {
  const home = country.toUpperCase();
  const parsed = parsePhoneNumber(number, isCountry(home) ? { defaultCountry: home } : {});
  return parsed?.isPossible() ? parsed.number : undefined;
};

const isCountry = (code: string): code is CountryCode => isSupportedCountry(code as CountryCode);
