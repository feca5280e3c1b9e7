import { fold } from './region.ts';

/** A date of birth as Klarna wants it, `yyyy-mm-dd`, from one field or from three. Anything that is no day is left out. */
export function readBirth(fields: ReadonlyMap<string, string>): string | undefined {
  const whole = fields.get('bday');
  const parts = ['bday-year', 'bday-month', 'bday-day'].map((token) => fields.get(token)?.padStart(2, '0') ?? '');
  const date = whole ?? parts.join('-');
  return isDay(date) ? date : undefined;
}

/**
 * @param texts of a choice of months its value and what it shows. A name is believed first, then what it shows.
 * @param isFrom0 the values of the choice are 0 to 11
 * @returns the number of the month, or the first text
 */
export function readMonth(texts: readonly string[], lang: string | undefined, isFrom0 = false): string {
  const words = texts.toReversed().flatMap((text) => fold(text).split(' '));
  const named = words.map((word) => monthOf(word, lang)).find((month) => month > 0);
  if (named !== undefined) return String(named);
  const [value = '', ...shown] = texts;
  const number = shown.toReversed().find((text) => /^(0?[1-9]|1[0-2])$/.test(text));
  return number ?? (isFrom0 ? String(Number(value) + 1) : value);
}

/** `February`, `Feb`, `sept.`; in the language of the page, or in English. @returns 0 if the word is no month */
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
    // A `lang` that is no language tag.
    return ['en'];
  }
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  // A day that the month has not rolls over to another.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
