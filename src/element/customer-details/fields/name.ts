interface PersonName {
  given_name?: string;
  family_name?: string;
}

/**
 * Splits a name that stands in one field. The last word is the family name, together with the particles before it
 * (`van der Berg`, `de la Cruz`), which are written small; a comma says it outright (`Berg, Anna`). No rule is right for
 * every name: a form that asks for both apart is better off.
 */
export function splitName(name: string): PersonName {
  const [before = '', after] = name.split(/\s*,\s*/, 2);
  if (before && after) return { given_name: after, family_name: before };
  const words = before.split(/\s+/).filter(Boolean);
  if (words.length < 2) return words[0] === undefined ? {} : { given_name: words[0] };
  const start = startOfFamilyName(words);
  return { given_name: words.slice(0, start).join(' '), family_name: words.slice(start).join(' ') };
}

const isSmall = (word: string): boolean => word === word.toLowerCase() && word !== word.toUpperCase();

function startOfFamilyName(words: readonly string[]): number {
  const last = words.length - 1;
  // Someone who writes everything small has said nothing about particles.
  if (words.every(isSmall)) return last;
  const particle = words.findIndex((word, index) => index > 0 && index < last && isSmall(word));
  return particle === -1 ? last : particle;
}
