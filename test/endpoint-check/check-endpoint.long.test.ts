/** No rule finds the fault of another. All rules run for each broken endpoint, so `npm test` has no time for it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkEndpoint } from '../../src/endpoint-check/check-endpoint.ts';
import { BROKEN } from './support/broken-endpoints.ts';
import { createTestShop } from './support/test-shop.ts';

describe('a broken endpoint', () => {
  for (const [id, fault] of Object.entries(BROKEN)) {
    it(`breaks ${id} and no other rule`, async () => {
      const results = await checkEndpoint(createTestShop(fault));
      const found = results.filter(({ state }) => state === 'broken');
      assert.deepEqual(
        found.map((result) => result.id),
        [id],
        JSON.stringify(found, undefined, 2),
      );
    });
  }
});
