/** The names and codes of states, as `places.ts` has them: country, then folded name or code, then code. */
export type States = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Klarna wants the short name of the state here, and refuses the long one. Recorded for US and AU; CA is inferred. */
export const HAS_STATES: readonly string[] = ['US', 'AU', 'CA'];

interface RegionOptions {
  readonly country: string | undefined;
  /** Undefined until `places.ts` has arrived. */
  readonly states: States | undefined;
  /** The shopper saw a list and left its first entry, or an entry that says that nothing is chosen. */
  readonly isUnsure: boolean;
}

/** @returns no region rather than one that cannot exist: Klarna asks for it then, or needs none */
export function readRegion(
  texts: readonly string[],
  { country = '', states, isUnsure }: RegionOptions,
): string | undefined {
  if (HAS_STATES.includes(country)) {
    const parts = texts.flatMap((text) => [text, ...text.split(/\s+[-–—]\s+|[()[\],]|^[A-Z]{2,3}-/)]).map(fold);
    const known = states?.[country];
    if (known !== undefined) return parts.map((part) => known[part]).find((code) => code !== undefined);
    return parts.find((part) => /^[a-z]{2,3}$/.test(part))?.toUpperCase();
  }
  // A number is the shop's own: other countries know names.
  return isUnsure ? undefined : texts.toReversed().find((text) => /\p{L}/u.test(text));
}

/** Without accents, dots and case. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
