/** The titles that Klarna takes, by country. Elsewhere it takes none. Source: Klarna's API reference, 2023. */
const TITLES: Readonly<Record<string, readonly string[]>> = {
  AT: ['Herr', 'Frau'],
  BE: ['Dhr.', 'Mevr.', 'M', 'Mme'],
  CH: ['Herr', 'Frau', 'Sig.', 'Sig.ra', 'M', 'Mme'],
  DE: ['Herr', 'Frau'],
  GB: ['Mr', 'Ms'],
  NL: ['Dhr.', 'Mevr.'],
};

/**
 * Reads a title, in Klarna's spelling. An unknown title is left out, because Klarna needs none and refuses an unknown one.
 *
 * @param texts the value and the visible text of a choice
 */
export function readTitle(texts: readonly string[], country: string | undefined): string | undefined {
  const folded = texts.map(fold);
  return TITLES[country ?? '']?.find((known) => folded.includes(fold(known)));
}

const fold = (title: string): string => title.toLowerCase().replace(/\.$/, '');
