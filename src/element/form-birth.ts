/** A date of birth as Klarna wants it, `yyyy-mm-dd`, from one field or from three. Anything that is no day is left out. */
export function readBirth(fields: ReadonlyMap<string, string>): string | undefined {
  const whole = fields.get('bday');
  const parts = ['bday-year', 'bday-month', 'bday-day'].map((token) => fields.get(token)?.padStart(2, '0') ?? '');
  const date = whole ?? parts.join('-');
  return isDay(date) ? date : undefined;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  // A day that the month has not rolls over to another.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
