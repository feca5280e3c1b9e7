/** Checks answers with Klarna's OpenAPI description of 2023, if it is available. */
import assert from 'node:assert/strict';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { readOpenApi } from './evidence.ts';

export function createOpenApi() {
  // Not strict, because the description has keywords of OpenAPI and formats of its own.
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  for (const format of ['int64', 'int32']) ajv.addFormat(format, { type: 'number', validate: Number.isSafeInteger });
  for (const name of ['payments', 'order-management']) {
    ajv.addSchema(readOpenApi(`klarna-${name}-2023-08`), name);
  }
  const compiled = new Map<string, ValidateFunction>();

  /** @param schema e.g. `payments#/components/schemas/merchant_session` */
  return (schema: string, answer: unknown): void => {
    const validate = compiled.get(schema) ?? ajv.compile({ $ref: schema });
    compiled.set(schema, validate);
    assert.ok(validate(answer), `${schema}: ${ajv.errorsText(validate.errors)}`);
  };
}
