/** docs/endpoint.openapi.yaml is sound, and names the codes, the reasons and the routes that the sources have. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ERROR_CODES } from '../../src/checkout/errors.ts';
import { INTENTS } from '../../src/klarna/types.ts';
import { ERROR_REASONS, type ErrorCode } from '../../src/server/http/http-error.ts';
import { matchRoute, ROUTE_METHODS } from '../../src/server/router.ts';
import { contract, lintContract } from './support/contract.ts';

const { schemas } = contract.components;

/** The compiler finds a code that is missing here. */
const SERVER_CODES: Record<ErrorCode, true> = {
  configuration: true,
  session: true,
  authorization: true,
  order: true,
  'cart-changed': true,
};

describe('the contract of the endpoint', () => {
  it('passes the linter, with its examples', async () => {
    const problems = await lintContract();
    assert.deepEqual(
      problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`),
      [],
    );
  });

  it('names every code of the handler, and no other', () => {
    assert.deepEqual(schemas.ErrorCode?.enum?.toSorted(), Object.keys(SERVER_CODES).toSorted());
  });

  it('names no code that the element does not know', () => {
    // The element has one more: `sdk` is about Klarna's script, and no endpoint answers it.
    assert.deepEqual([...(schemas.ErrorCode?.enum ?? []), 'sdk'].toSorted(), ERROR_CODES.toSorted());
  });

  it('names every reason of the handler, and no other', () => {
    assert.deepEqual(schemas.ErrorReason?.anyOf?.[0]?.enum, [...ERROR_REASONS]);
  });

  it('names every intent', () => {
    const { properties } = schemas.Session as { properties: { intent: { enum: string[] } } };
    assert.deepEqual(properties.intent.enum, [...INTENTS]);
  });

  it('has the routes of the handler, with their methods', () => {
    const routes = Object.entries(contract.paths).flatMap(([path, operations]) =>
      Object.keys(operations).flatMap((method) => (method === 'parameters' ? [] : [{ path, method }])),
    );
    const names = routes.map(({ path, method }) => {
      const { name } = matchRoute(`/klarna${path.replace('{seal}', 'secret')}`) ?? assert.fail(`no route ${path}`);
      assert.equal(method.toUpperCase(), ROUTE_METHODS[name], path);
      return name;
    });
    assert.deepEqual(names.toSorted(), Object.keys(ROUTE_METHODS).toSorted());
  });

  it('requires the session and the order, and no other route', () => {
    const required = Object.entries(contract.paths).filter(([, { post }]) => post?.tags.includes('required'));
    assert.deepEqual(
      required.map(([path]) => path),
      ['/session', '/order'],
    );
  });
});
