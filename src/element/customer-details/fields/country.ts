import { MARKETS } from '../../../klarna/markets.ts';
import { fold } from './region.ts';

/** Folded names and longer codes that no browser knows: to ISO 3166 alpha-2. */
export type CountryNames = Readonly<Record<string, string>>;

/** What people and shops write instead of the codes of ISO 3166. */
const OTHER_CODES: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR' };

/**
 * The ISO 3166 alpha-2 code of a country that is given as one, or by its name in the language of the page, in English or
 * in a language of a country where Klarna Payments is sold.
 *
 * @param texts in the order in which they are believed: of a select its value, then what it shows
 * @param names `places.ts` knows more of them
 */
export function readCountry(
  texts: readonly string[],
  lang: string | undefined,
  names: CountryNames = {},
): string | undefined {
  const code = texts.find((text) => /^[a-z]{2}$/i.test(text) && isCode(text)) ?? texts.map(codeIn).find(Boolean);
  if (code !== undefined) return toIso(code);
  for (const text of texts) {
    // `United Kingdom (UK)`, `Sweden - SE`, `The Netherlands`.
    const parts = [text, ...text.split(/\s+[-–—|]\s+|\s*[()[\]]\s*/)].map((part) => fold(part).replace(/^the /, ''));
    for (const part of parts.filter(Boolean)) {
      const found = names[part] ?? findByName(part, lang);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

const toIso = (code: string): string => OTHER_CODES[code.toUpperCase()] ?? code.toUpperCase();

/** `SE - Sweden`, `Sweden (SE)`. */
function codeIn(text: string): string | undefined {
  const [, first, last] = /^([A-Z]{2})\s*[-–—:|,/(]\s*\p{L}|\p{L}\s*[-–—:|,/(]\s*([A-Z]{2})\)?$/u.exec(text) ?? [];
  const code = first ?? last;
  return code !== undefined && isCode(code) ? code : undefined;
}

function isCode(code: string): boolean {
  const upper = code.toUpperCase();
  return upper in OTHER_CODES || (upper !== 'ZZ' && nameOf(upper, 'en') !== undefined);
}

/** What the browser calls every country, by language. Costly to make, and asked for at every press. */
const tables = new Map<string, ReadonlyMap<string, string>>();

function findByName(name: string, lang: string | undefined): string | undefined {
  for (const locale of [
    lang || 'en',
    'en',
    ...MARKETS.flatMap(({ locales }) => locales.map((tag) => tag.slice(0, 2))),
  ]) {
    const found = tableOf(locale).get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function tableOf(locale: string): ReadonlyMap<string, string> {
  const known = tables.get(locale);
  if (known) return known;
  const table = new Map<string, string>();
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  for (const first of letters) {
    for (const second of letters) {
      const code = first + second;
      const name = code === 'ZZ' ? undefined : nameOf(code, locale);
      // Codes that are out of use have the name of the country that came after them.
      if (name !== undefined && canonical(code) === code) table.set(fold(name), code);
    }
  }
  tables.set(locale, table);
  return table;
}

const canonical = (code: string): string | undefined => new Intl.Locale(`und-${code}`).region;

const names = new Map<string, Intl.DisplayNames>();

function nameOf(country: string, locale: string): string | undefined {
  try {
    const known = names.get(locale) ?? new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' });
    names.set(locale, known);
    return known.of(country);
  } catch {
    // A `lang` that is no language tag; the names in other languages are looked at all the same.
    return undefined;
  }
}
