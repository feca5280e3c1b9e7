import { randomInt } from 'node:crypto';

/** No 0, 1, I, O: people read it out on the telephone. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Random and not counted: a shop that begins with a new file must not give out an old number again. */
export const newReference = (kind: 'L' | 'S'): string =>
  `${kind}-${Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')}`;
