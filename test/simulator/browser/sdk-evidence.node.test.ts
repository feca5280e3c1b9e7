/** Compares the rows of the SDK's contract with recorded evidence of the real SDK, if that is available. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readEvidence, SKIP } from '../contract/evidence.ts';
import { MISUSE } from './sdk-misuse.ts';
import { SDK_OUTCOMES } from './sdk-outcomes.ts';

/** Lines of evidence that another test proves, by its name. */
const PROVED: Record<string, string> = {
  'sdk-callbacks-020':
    'The authorization callback is sent once for an approval, and carries the shop’s references: callbacks.node.test.ts',
  'sdk-callbacks-030': 'load gives up after 30 seconds',
  'sdk-callbacks-040': 'Klarna.Payments has Klarna’s eight methods',
  'sdk-callbacks-041': 'The SDK calls klarnaAsyncCallback once',
  'sdk-callbacks-042': 'In 2023 another token unloads the widgets',
  'sdk-callbacks-043': 'load with a token runs init itself',
  'sdk-callbacks-044': 'The SDK takes options and callback without data',
  'sdk-callbacks-045': 'The SDK takes an empty category as none',
  'sdk-callbacks-046': 'says how a shop reads the result; approvals here carry the key, refusals do not',
  'sdk-callbacks-047': 'The SDK names its frames',
  'sdk-callbacks-048': 'The client token has the claims of real ones',
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

  it('Each line of the evidence has a row, or an exception with a reason', () => {
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
    // A line may give another message for this case.
    const expected = /message here: "([^"]+)"/.exec(when)?.[1] ?? throws.message;
    it(`${id}: ${method} throws ${throws.name} after its callback`, () => {
      for (const row of rows) {
        assert.equal(row.thrown, throws.name);
        assert.deepEqual(row.callback ?? null, callback);
        // `<category>` and similar marks stand for the given value.
        assert.ok(row.message?.startsWith(expected.replace(/<\w+>$/, '')), row.message);
      }
    });
  }

  for (const { id, method, result } of lines) {
    const rows = rowsOf(SDK_OUTCOMES, id);
    if (!result || rows.length === 0) continue;
    it(`${id}: ${method} returns the recorded result`, () => {
      const { error, authorization_token, ...expected } = result;
      for (const row of rows) {
        assert.equal(row.method, method);
        for (const [name, value] of Object.entries(expected)) assert.deepEqual(row.result[name], value, name);
        // The bad fields depend on the row. Klarna's part is that they are named.
        assert.equal('error' in row.result, error !== undefined);
        assert.equal('authorization_token' in row.result, authorization_token !== undefined);
      }
    });
  }
});
