/** The published contract of the endpoint, and a check of real requests and answers against it. */
import assert from 'node:assert/strict';
import { bundle, createConfig, lint } from '@redocly/openapi-core';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const FILE = 'docs/endpoint.openapi.yaml';

const config = await createConfig({
  extends: ['recommended'],
  rules: {
    // The browser's routes have the cookie, Klarna's have the secret part of their address: no scheme of OpenAPI fits.
    'security-defined': 'off',
    'no-invalid-media-type-examples': 'error',
    'no-invalid-schema-examples': 'error',
  },
});

interface Media {
  schema: object;
  examples?: Record<string, { value: unknown }>;
}

interface Operation {
  tags: string[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { $ref?: string; content?: Record<string, Media>; headers?: Record<string, unknown> }>;
}

interface Contract {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { enum?: string[]; anyOf?: { enum?: string[] }[] }> };
}

export const lintContract = () => lint({ ref: FILE, config });

const bundled = await bundle({ ref: FILE, config, dereference: false });
export const contract = bundled.bundle.parsed as Contract;

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(contract, 'contract');

const pointer = (...parts: string[]): string =>
  `contract#/${parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;

function validatorAt(...parts: string[]): ValidateFunction {
  return ajv.compile({ $ref: pointer(...parts) });
}

const pathOf = (route: string): string => route.replace(/^\/callback\/[\w-]+\//, '/callback/{seal}/');

/** The states that the tests have seen, as `POST /order 409 cart-changed/not-matching`. */
export const seen = new Set<string>();

/** @param route under the mount, like `/session` */
export function expectRequest(method: string, route: string, body: unknown): void {
  const path = pathOf(route);
  const operation = contract.paths[path]?.[method.toLowerCase()];
  assert.ok(operation, `the contract has ${method} ${route}`);
  if (!operation.requestBody) {
    assert.equal(body, undefined, `${method} ${route} has no body`);
    return;
  }
  const at = ['paths', path, method.toLowerCase(), 'requestBody', 'content', 'application/json', 'schema'];
  expectValid(validatorAt(...at), body, `the body of ${method} ${route}`);
}

/** The status, the body and the headers of an answer. */
export async function expectAnswer(method: string, route: string, response: Response): Promise<void> {
  const path = pathOf(route);
  const status = String(response.status);
  const place = ['paths', path, method.toLowerCase(), 'responses', status];
  const given = contract.paths[path]?.[method.toLowerCase()]?.responses[status];
  assert.ok(given, `the contract has ${status} of ${method} ${route}: ${await response.clone().text()}`);
  const at = given.$ref ? given.$ref.slice(2).split('/') : place;
  const answer = at.reduce<unknown>(
    (value, part) => (value as Record<string, unknown>)[part],
    contract,
  ) as typeof given;
  assert.equal(response.headers.get('cache-control'), 'no-store', `${method} ${route} ${status}`);
  const text = await response.clone().text();
  if (!answer.content) {
    assert.equal(text, '', `${method} ${route} ${status} has no body`);
    seen.add(`${method} ${path} ${status}`);
    return;
  }
  assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
  const body = JSON.parse(text);
  expectValid(
    validatorAt(...at, 'content', 'application/json', 'schema'),
    body,
    `${method} ${route} ${status} ${text}`,
  );
  const detail = response.ok ? (body.status ?? '') : `${body.code}/${body.reason}`;
  seen.add(`${method} ${path} ${status} ${detail}`.trim());
}

function expectValid(validate: ValidateFunction, value: unknown, about: string): void {
  assert.ok(validate(value), `${about}: ${ajv.errorsText(validate.errors)}`);
}
