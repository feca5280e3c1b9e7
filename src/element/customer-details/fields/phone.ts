import parsePhoneNumber, { type CountryCode, isSupportedCountry } from 'libphonenumber-js/min';
import type { ToE164 } from './phone-field.ts';

/**
 * Formats a number as E.164 by the numbering plans of all countries, because a shopper may have a foreign number. It checks
 * only the length: numbering plans change faster than the library is updated.
 *
 * Only this file imports the library. The browser loads it only if a form asks for a phone number.
 */
export const toE164: ToE164 = (number, country = '') => {
  const home = country.toUpperCase();
  const parsed = parsePhoneNumber(number, isCountry(home) ? { defaultCountry: home } : {});
  return parsed?.isPossible() ? parsed.number : undefined;
};

const isCountry = (code: string): code is CountryCode => isSupportedCountry(code as CountryCode);
