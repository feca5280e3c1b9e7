/** Numbers that look random and are the same on every run (mulberry32), so that a failure can be repeated. */
export function createRandom(seed: number) {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    /** Whole, both ends included. */
    integer: (from: number, to: number): number => from + Math.floor(next() * (to - from + 1)),
  };
}
