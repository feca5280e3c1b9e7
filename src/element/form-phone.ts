/** Turns a number as people write it into E.164; undefined where it cannot be one. */
export type ToE164 = (number: string, country: string | undefined) => string | undefined;

const LOCAL_PARTS = ['tel-local', 'tel-local-prefix', 'tel-local-suffix'];

/** The phone number as it was typed, in one field or in several, with the country's code where that is given. */
export function readPhone(fields: ReadonlyMap<string, string>): string | undefined {
  const whole = fields.get('tel');
  if (whole !== undefined) return whole;
  const local = LOCAL_PARTS.flatMap((token) => fields.get(token) ?? []);
  const area = fields.get('tel-area-code');
  // An area code alone is no number.
  const parts = area === undefined || local.length === 0 ? local : [area, ...local];
  const national = fields.get('tel-national') ?? parts.join(' ');
  if (national === '' || national.startsWith('+')) return national || undefined;
  // `+46`, `0046`, `46`, or a choice that says `Sweden (+46)`.
  const code = fields.get('tel-country-code')?.replace(/\D/g, '').replace(/^0+/, '');
  return code ? `+${code} ${national}` : national;
}
