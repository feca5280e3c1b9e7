/** Turns a number as people write it into E.164; undefined where it cannot be one. */
export type ToE164 = (number: string, country: string | undefined) => string | undefined;

interface PhoneNumber {
  /** As it was typed, with the country's code in front if that has a field of its own. */
  readonly number: string;
  /** ISO 3166, if the field for the country's code names a country and no number. */
  readonly country?: string;
}

const LOCAL_PARTS = ['tel-local', 'tel-local-prefix', 'tel-local-suffix'];

/** @param codes of the choice of a country's code its value and what it shows */
export function readPhone(
  fields: ReadonlyMap<string, string>,
  codes: readonly string[] = [fields.get('tel-country-code') ?? ''],
): PhoneNumber | undefined {
  const local = LOCAL_PARTS.flatMap((token) => fields.get(token) ?? []);
  const area = fields.get('tel-area-code');
  // An area code alone is no number.
  const parts = area === undefined || local.length === 0 ? local : [area, ...local];
  const national = fields.get('tel') ?? fields.get('tel-national') ?? parts.join(' ');
  if (national === '') return undefined;
  if (/^(\+|00)/.test(national)) return { number: national };
  // `Sweden (+46)` says it best; `+46`, `0046` and `46` are codes as well.
  const text = codes.find((code) => code.includes('+')) ?? codes.find((code) => /^\d+$/.test(code)) ?? '';
  const code = (/\+([\d\s-]+)/.exec(text)?.[1] ?? text).replace(/\D/g, '').replace(/^0+/, '');
  if (code) return { number: `+${code} ${national}` };
  const country = codes.find((name) => /^[a-z]{2}$/i.test(name))?.toUpperCase();
  return { number: national, ...(country && { country }) };
}
