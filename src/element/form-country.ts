import { MARKETS } from '../klarna/markets.ts';

/** What people and shops write instead of the codes of ISO 3166. */
const OTHER_CODES: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR' };

/**
 * The ISO 3166 alpha-2 code of a country that is given as one, or by its name in the language of the page, in English or
 * in a language of its own. Names are known of the countries where Klarna Payments is sold.
 *
 * @param texts in the order in which they are believed: of a select its value, then what it shows
 */
export function readCountry(texts: readonly string[], lang: string | undefined): string | undefined {
  const code = texts.find((text) => /^[a-z]{2}$/i.test(text))?.toUpperCase();
  if (code !== undefined) return OTHER_CODES[code] ?? code;
  const wanted = texts.map(fold);
  return MARKETS.find(({ country, locales }) =>
    [...(lang ? [lang] : []), ...locales].some((locale) => wanted.includes(fold(nameOf(country, locale) ?? ''))),
  )?.country;
}

const fold = (text: string): string => text.trim().toLowerCase() || ' ';

/** Costly to make, and the same names are asked for at every press. */
const names = new Map<string, Intl.DisplayNames>();

function nameOf(country: string, locale: string): string | undefined {
  try {
    const known = names.get(locale) ?? new Intl.DisplayNames([locale], { type: 'region' });
    names.set(locale, known);
    return known.of(country);
  } catch {
    // A `lang` that is no language tag; the names in other languages are looked at all the same.
    return undefined;
  }
}
