import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { ERROR_REASONS } from '../../src/checkout/errors.ts';

describe('ERROR_REASONS', () => {
  it('has the reasons of the table in docs/headless.md, in the same order', () => {
    const [, section = ''] = readFileSync('docs/headless.md', 'utf8').split('## Reasons of errors');
    const documented = [...section.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, reason]) => reason);
    assert.deepEqual(documented, [...ERROR_REASONS]);
  });
});
