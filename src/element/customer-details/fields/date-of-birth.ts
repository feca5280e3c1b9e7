import { fold } from './region.ts';

/** Reads a date of birth from one field or three, as Klarna wants it: `yyyy-mm-dd`. An invalid date is left out. */
export function readBirth(fields: ReadonlyMap<string, string>): string | undefined {
  const whole = fields.get('bday');
  const parts = ['bday-year', 'bday-month', 'bday-day'].map((token) => fields.get(token)?.padStart(2, '0') ?? '');
  const date = whole ?? parts.join('-');
  return isDay(date) ? date : undefined;
}

/**
 * Reads a month from the value and the visible text of a choice. A name counts first, then a visible number.
 *
 * @param isFrom0 whether the values are 0 to 11
 * @returns the number of the month, else the first text
 */
export function readMonth(texts: readonly string[], lang: string | undefined, isFrom0 = false): string {
  const words = texts.toReversed().flatMap((text) => fold(text).split(' '));
  const named = words.map((word) => monthOf(word, lang)).find((month) => month > 0);
  if (named !== undefined) return String(named);
  const [value = '', ...shown] = texts;
  const number = shown.toReversed().find((text) => /^(0?[1-9]|1[0-2])$/.test(text));
  return number ?? (isFrom0 ? String(Number(value) + 1) : value);
}

/** Reads `February`, `Feb` or `sept.`, in the page's language or in English. @returns 0 if the word is not a month */
function monthOf(word: string, lang: string | undefined): number {
  for (const locale of supported(lang)) {
    const [long, short] = (['long', 'short'] as const).map((style) => monthNames(locale, style));
    const started = long?.filter((name) => word.length > 2 && name.startsWith(word)) ?? [];
    const name = started.length === 1 ? started[0] : undefined;
    const month = (name === undefined ? short?.indexOf(word) : long?.indexOf(name)) ?? -1;
    if (month >= 0) return month + 1;
  }
  return 0;
}

function monthNames(locale: string, month: 'long' | 'short'): string[] {
  const format = new Intl.DateTimeFormat(locale, { month, timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, index) => fold(format.format(Date.UTC(2000, index, 15))));
}

function supported(lang: string | undefined): string[] {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([lang ?? '', 'en'].filter(Boolean));
  } catch {
    // The page's `lang` is not a valid language tag.
    return ['en'];
  }
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  // JavaScript turns 31 February into a day of March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
