import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkEndpoint } from '../../src/endpoint-check/check-endpoint.ts';
import { RULES } from '../../src/endpoint-check/rules/index.ts';
import { BROKEN } from './support/broken-endpoints.ts';
import { createTestShop } from './support/test-shop.ts';

describe('the check of an endpoint', () => {
  it('finds no fault in the handler, and checks every rule', async () => {
    const results = await checkEndpoint(createTestShop());
    assert.deepEqual(
      results.filter(({ state }) => state !== 'kept'),
      [],
    );
  });

  it('has a broken endpoint for every rule', () => {
    assert.deepEqual(
      Object.keys(BROKEN),
      RULES.map(({ id }) => id),
    );
  });

  for (const [id, fault] of Object.entries(BROKEN)) {
    it(`finds the endpoint that breaks ${id}`, async () => {
      const results = await checkEndpoint({ ...createTestShop(fault), rules: RULES.filter((rule) => rule.id === id) });
      assert.deepEqual(
        results.map(({ state }) => state),
        ['broken'],
      );
    });
  }
});
