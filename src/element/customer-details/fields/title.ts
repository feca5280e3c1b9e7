/** What Klarna takes as `title`, by country; everywhere else it takes none. Source: its API reference, 2023. */
const TITLES: Readonly<Record<string, readonly string[]>> = {
  AT: ['Herr', 'Frau'],
  BE: ['Dhr.', 'Mevr.', 'M', 'Mme'],
  CH: ['Herr', 'Frau', 'Sig.', 'Sig.ra', 'M', 'Mme'],
  DE: ['Herr', 'Frau'],
  GB: ['Mr', 'Ms'],
  NL: ['Dhr.', 'Mevr.'],
};

/**
 * In Klarna's spelling. A title of which it has not heard is left out: it needs none, and would refuse this one.
 *
 * @param texts a choice has its value and what it shows, and either may be the title
 */
export function readTitle(texts: readonly string[], country: string | undefined): string | undefined {
  const folded = texts.map(fold);
  return TITLES[country ?? '']?.find((known) => folded.includes(fold(known)));
}

const fold = (title: string): string => title.toLowerCase().replace(/\.$/, '');
