/** How a rule ends if it is not kept. */

/** The endpoint breaks the rule. Neither text has a token, a credential or a personal detail. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise';
  readonly expected: string;
  readonly seen: string;

  constructor(expected: string, seen: string) {
    super(`expected ${expected}, seen ${seen}`);
    this.expected = expected;
    this.seen = seen;
  }
}

/** The rule is not about this endpoint, or the check lacks an option that the rule needs. */
export class NotChecked extends Error {
  override readonly name = 'NotChecked';
}

/** @throws {BrokenPromise} */
export function expectThat(condition: unknown, expected: string, seen: string): asserts condition {
  if (!condition) throw new BrokenPromise(expected, seen);
}
