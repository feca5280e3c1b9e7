/**
 * Ids and random bytes from a seed. Two runs with the same seed and the same requests get the same ids.
 * They are no secrets: anybody who knows the seed knows every token. The generator is sfc32, seeded through FNV-1a.
 */
export interface Ids {
  /** UUID-shaped, version 4. Klarna's own have any version digit, so do not rely on the digit. */
  uuid(): string;
  bytes(length: number): Uint8Array<ArrayBuffer>;
  /** Capital letters and digits, as in Klarna's references. */
  letters(length: number): string;
  /** Starts again from the beginning of the seed. */
  restart(): void;
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** The two hex digits of each byte. */
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function createIds(seed: string): Ids {
  let next = seededGenerator(seed);

  const bytes = (length: number) => {
    const all = new Uint8Array(length);
    for (let i = 0; i < length; i++) all[i] = next() & 0xff;
    return all;
  };

  return {
    bytes,
    uuid() {
      let hex = '';
      for (let i = 0; i < 16; i++) hex += HEX[next() & 0xff];
      const variant = '89ab'[next() & 3];
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
    },
    letters: (length) => Array.from({ length }, () => LETTERS[next() % LETTERS.length]).join(''),
    restart() {
      next = seededGenerator(seed);
    },
  };
}

/** The first numbers of a fresh sfc32 still resemble its seed, so they are dropped. */
function seededGenerator(seed: string): () => number {
  const next = sfc32(hash(`${seed}a`), hash(`${seed}b`), hash(`${seed}c`), hash(`${seed}d`));
  for (let i = 0; i < 12; i++) next();
  return next;
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}

function sfc32(a: number, b: number, c: number, counter: number): () => number {
  return () => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  };
}
