import { randomInt } from 'node:crypto';

/** Without 0, 1, I and O, because people read references out on the telephone. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Random, because a shop that starts with a new file must not reuse an old number. */
export const newReference = (kind: 'L' | 'S'): string =>
  `${kind}-${Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')}`;
