/** The `autocomplete` tokens of a field, as HTML defines them and as pages write them. */
export type Group = 'billing' | 'shipping';

export interface Tokens {
  /** Names the detail, such as `postal-code`. */
  readonly token: string;
  /** Undefined if the page does not say to which address the field belongs. */
  readonly group: Group | undefined;
  readonly section: string | undefined;
}

/** Every token of HTML that maps to a detail of Klarna's. */
const KNOWN: ReadonlySet<string> = new Set(
  (
    'name honorific-prefix given-name additional-name family-name organization email street-address address-line1 ' +
    'address-line2 address-line3 address-level2 address-level1 postal-code country country-name tel tel-country-code ' +
    'tel-national tel-area-code tel-local tel-local-prefix tel-local-suffix bday bday-day bday-month bday-year sex'
  ).split(' '),
);

/**
 * The aliases that Chromium's autofill accepts (`components/autofill/core/common/autocomplete_parsing_util.cc`, 2024), and
 * the names of the same kind that pages write beside them.
 */
const ALIASES: Readonly<Record<string, string>> = {
  address: 'street-address',
  city: 'address-level2',
  company: 'organization',
  'first-name': 'given-name',
  'last-name': 'family-name',
  locality: 'address-level2',
  postcode: 'postal-code',
  region: 'address-level1',
  state: 'address-level1',
  zip: 'postal-code',
  'zip-code': 'postal-code',
};

/** Fax and pager numbers are ignored. */
const NOT_A_CALL = ['fax', 'pager'];

/** An address has either of these two tokens for its street. */
export const isStreet = (token: string): boolean => token === 'street-address' || token === 'address-line1';

/** Reads the property if there is no attribute: React sets only the property of a custom element. */
export function writtenTokens(control: Element & { autocomplete?: unknown }): string[] {
  const text = control.getAttribute('autocomplete') ?? control.autocomplete;
  return typeof text === 'string' ? text.toLowerCase().split(/\s+/).filter(Boolean) : [];
}

/** @returns undefined if none of the tokens names a detail that Klarna takes */
export function parseTokens(control: Element & { type?: unknown }): Tokens | undefined {
  const written = writtenTokens(control);
  if (written.some((token) => NOT_A_CALL.includes(token))) return undefined;
  // Chromium reads `phone` as `tel` and an underscore as a hyphen. `email username` holds an email.
  const plain = written.map((token) => token.replaceAll('_', '-').replace(/^phone(?=-|$)/, 'tel'));
  for (const text of plain.reverse()) {
    const [, glued, rest = text] = /^(billing|shipping)-(.+)$/.exec(text) ?? [];
    const token = rest === 'username' && control.type === 'email' ? 'email' : (ALIASES[rest] ?? rest);
    if (!KNOWN.has(token)) continue;
    const group = (['shipping', 'billing'] as const).find((name) => name === glued || plain.includes(name));
    return { token, group, section: written.find((other) => other.startsWith('section-')) };
  }
  return undefined;
}
