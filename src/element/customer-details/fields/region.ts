/** From country, and folded name or code of a state, to the code. The data is in `places.ts`. */
export type States = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** In these countries Klarna takes the code of a state and refuses its name. Recorded for US and AU, inferred for CA. */
export const HAS_STATES: readonly string[] = ['US', 'AU', 'CA'];

interface RegionOptions {
  readonly country: string | undefined;
  /** Undefined until `places.ts` has arrived. */
  readonly states: States | undefined;
  /** The first entry of a list is chosen, so the shopper may have chosen nothing. */
  readonly isUnsure: boolean;
}

/** @returns undefined for a region that cannot exist. Klarna then asks for it, or does not need it. */
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
  // A number is the shop's own key. Klarna takes names in other countries.
  return isUnsure ? undefined : texts.toReversed().find((text) => /\p{L}/u.test(text));
}

/** Removes accents, punctuation and case, to compare names. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
