export const KINDS = ['over 25 words', 'hard beginning', '"where" for "if"'] as const;

export interface Fault {
  kind: (typeof KINDS)[number];
  sentence: string;
}

const MAX_WORDS = 25;

/** After each of these words the reader has to wait for the actor. */
const HARD_BEGINNING = /^(What|Of|Whoever|One|Where)\b(?!.*\?$)/;

/** After one of these words, "where" names a place. */
const PLACE =
  /\b(know|knows|known|see|sees|say|says|tell|tells|find|finds|show|shows|is|are|place|places|page|pages|address|file|files|folder|line|point|path|country|countries|market|markets|from|and|or|of|decide|decides|choose|chooses|remember|remembers|learn|learns|list|lists|describes?|explains?|exactly|mount|anywhere|somewhere)[,:]? where\b/gi;

/** Code and addresses count as one word, because people do not read them word by word. */
const toWords = (text: string): string =>
  text
    .replace(/`[^`]*`/g, 'code')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/https?:\/\/\S+/g, 'address');

const sentencesOf = (text: string): string[] =>
  toWords(text)
    .split(/\u2029|(?<=[.!?:;])\s+(?=[A-Z"“(`])|(?<=\.)\s{1,2}(?=code\b)/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');

export function findFaults(text: string): Fault[] {
  return sentencesOf(text).flatMap((sentence) => {
    const words = sentence.split(/\s+/).filter((word) => /\w/.test(word));
    const faults: Fault[] = [];
    if (words.length > MAX_WORDS) faults.push({ kind: 'over 25 words', sentence });
    if (HARD_BEGINNING.test(sentence)) faults.push({ kind: 'hard beginning', sentence });
    const rest = sentence.replace(PLACE, '').replace(/^where\b[^?]*\?$/i, '');
    if (/\bwhere\b/.test(rest)) faults.push({ kind: '"where" for "if"', sentence });
    return faults;
  });
}
