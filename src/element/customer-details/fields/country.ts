import { MARKETS } from '../../../klarna/markets.ts';
import { fold } from './region.ts';

/** From names that browsers do not know, and codes of three letters, to ISO 3166 alpha-2. Names are folded. */
export type CountryNames = Readonly<Record<string, string>>;

/** Codes that people and shops use instead of ISO 3166. */
const OTHER_CODES: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR' };

/**
 * Finds the ISO 3166 alpha-2 code of a country. The text is a code or a name. The name may be in the page's language, in
 * English, or in a language of Klarna's markets.
 *
 * @param texts the most reliable first: for a select its value, then its visible text
 * @param names more names, from `places.ts`
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

/** The browser's names of all countries, by language. They are cached, because each press reads them. */
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
      // A code that is out of use has the name of its successor.
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
    // The page's `lang` is not a valid language tag. Other languages are still tried.
    return undefined;
  }
}
