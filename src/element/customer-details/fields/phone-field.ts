/** Turns a number as people write it into E.164. Undefined if it cannot be a phone number. */
export type ToE164 = (number: string, country: string | undefined) => string | undefined;

interface PhoneNumber {
  /** The number as typed. If the dialling code has its own field, it is put in front. */
  readonly number: string;
  /** ISO 3166, if the field for the dialling code holds a country. */
  readonly country?: string;
}

const LOCAL_PARTS = ['tel-local', 'tel-local-prefix', 'tel-local-suffix'];

/** @param codes the value and the visible text of the field for the dialling code */
export function readPhone(
  fields: ReadonlyMap<string, string>,
  codes: readonly string[] = [fields.get('tel-country-code') ?? ''],
): PhoneNumber | undefined {
  const local = LOCAL_PARTS.flatMap((token) => fields.get(token) ?? []);
  const area = fields.get('tel-area-code');
  // An area code alone is not a phone number.
  const parts = area === undefined || local.length === 0 ? local : [area, ...local];
  const national = fields.get('tel') ?? fields.get('tel-national') ?? parts.join(' ');
  if (national === '') return undefined;
  if (/^(\+|00)/.test(national)) return { number: national };
  // A text with a plus, such as `Sweden (+46)`, is the most reliable. `0046` and `46` are codes as well.
  const text = codes.find((code) => code.includes('+')) ?? codes.find((code) => /^\d+$/.test(code)) ?? '';
  const code = (/\+([\d\s-]+)/.exec(text)?.[1] ?? text).replace(/\D/g, '').replace(/^0+/, '');
  if (code) return { number: `+${code} ${national}` };
  const country = codes.find((name) => /^[a-z]{2}$/i.test(name))?.toUpperCase();
  return { number: national, ...(country && { country }) };
}
