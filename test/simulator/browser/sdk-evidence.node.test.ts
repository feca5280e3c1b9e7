/** The rows of the SDK's contract held against the shared evidence of the real one, where that is at hand. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readEvidence, SKIP } from '../contract/evidence.ts';
import { MISUSE } from './sdk-misuse.ts';
import { SDK_OUTCOMES } from './sdk-outcomes.ts';

/** Lines that "Facts about the SDK" in the contract prove, by name, or another test. */
const PROVED: Record<string, string> = {
  'sdk-callbacks-020': 'is sent once for an approval, and carries the references of the shop: callbacks.node.test.ts',
  'sdk-callbacks-030': 'gives up after 30 seconds',
  'sdk-callbacks-040': 'has Klarna’s eight methods',
  'sdk-callbacks-041': 'says once that it is there',
  'sdk-callbacks-042': 'forgets what was loaded',
  'sdk-callbacks-043': 'runs init itself',
  'sdk-callbacks-044': 'takes options and callback without data',
  'sdk-callbacks-045': 'takes an empty category as none',
  'sdk-callbacks-046': 'says how a shop reads the result; approvals here carry the key, refusals do not',
  'sdk-callbacks-047': 'names its frames',
  'sdk-callbacks-048': 'has a client token with the claims of real ones',
};

const EXCEPTIONS: Record<string, string> = {
  'sdk-callbacks-006': 'wording of 2018; today approved is true, as in line 005, and the simulator follows the newest',
  'sdk-callbacks-011': 'Express button, another product: its extra keys are not simulated',
};

interface Line {
  id: string;
  kind: string;
  method: string;
  when?: string;
  result: Record<string, unknown> | null;
  callback_called_synchronously_before_throw?: Record<string, unknown> | null;
  throws?: { name: string; message: string } | null;
}

describe('The shared evidence', { skip: SKIP }, () => {
  const lines = readEvidence<Line>('sdk-callbacks');
  const rowsOf = <Row extends { lines: string[] }>(rows: readonly Row[], id: string) =>
    rows.filter((row) => row.lines.includes(id));

  it('is covered line by line, or a line is an exception with a reason', () => {
    const missing = lines.filter(
      ({ id }) =>
        !(id in PROVED) && !(id in EXCEPTIONS) && ![...MISUSE, ...SDK_OUTCOMES].some((row) => row.lines.includes(id)),
    );
    assert.deepEqual(
      missing.map(({ id }) => id),
      [],
    );
  });

  for (const { id, method, when = '', throws, callback_called_synchronously_before_throw: callback } of lines) {
    const rows = rowsOf(MISUSE, id);
    if (!throws || rows.length === 0) continue;
    // A line may say that the error has another text at this place.
    const expected = /message here: "([^"]+)"/.exec(when)?.[1] ?? throws.message;
    it(`${id}: ${method} throws ${throws.name}, after the callback it says`, () => {
      for (const row of rows) {
        assert.equal(row.thrown, throws.name);
        assert.deepEqual(row.callback ?? null, callback);
        // `<category>` and the like stand for the value that was given.
        assert.ok(row.message?.startsWith(expected.replace(/<\w+>$/, '')), row.message);
      }
    });
  }

  for (const { id, method, result } of lines) {
    const rows = rowsOf(SDK_OUTCOMES, id);
    if (!result || rows.length === 0) continue;
    it(`${id}: ${method} gives what it says`, () => {
      const { error, authorization_token, ...expected } = result;
      for (const row of rows) {
        assert.equal(row.method, method);
        for (const [name, value] of Object.entries(expected)) assert.deepEqual(row.result[name], value, name);
        // Which fields are bad is the row's own affair, that they are named is Klarna's.
        assert.equal('error' in row.result, error !== undefined);
        assert.equal('authorization_token' in row.result, authorization_token !== undefined);
      }
    });
  }
});
