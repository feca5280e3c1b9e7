interface PersonName {
  given_name?: string;
  family_name?: string;
}

/**
 * Splits a full name. The last word is the family name, with the lower-case particles before it (`van der Berg`). A comma
 * separates the family name from the given name (`Berg, Anna`). No rule is right for every name, so two fields are better.
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
  // If everything is lower case, particles cannot be told apart.
  if (words.every(isSmall)) return last;
  const particle = words.findIndex((word, index) => index > 0 && index < last && isSmall(word));
  return particle === -1 ? last : particle;
}
