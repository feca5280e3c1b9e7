/** A date of birth as Klarna wants it, `yyyy-mm-dd`, from one field or from three. Anything that is no day is left out. */
export function readBirth(fields: ReadonlyMap<string, string>): string | undefined {
  const whole = fields.get('bday');
  const parts = ['bday-year', 'bday-month', 'bday-day'].map((token) => fields.get(token)?.padStart(2, '0') ?? '');
  const date = whole ?? parts.join('-');
  return isDay(date) ? date : undefined;
}

/**
 * @param texts of a choice of months its value and what it shows. What it shows is believed more: scripts count from 0.
 * @returns the number of the month, or the first text
 */
export function readMonth(texts: readonly string[], lang: string | undefined): string {
  for (const text of texts.toReversed()) {
    const number = /^(0?[1-9]|1[0-2])$/.test(text) ? Number(text) : monthNames(lang).indexOf(text.toLowerCase()) + 1;
    if (number > 0) return String(number);
  }
  return texts[0] ?? '';
}

function monthNames(lang: string | undefined): string[] {
  const format = new Intl.DateTimeFormat(supported(lang), { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2000, month, 15)).toLowerCase());
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
