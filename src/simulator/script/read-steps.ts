/** Checks steps, which come from tests and over HTTP. The error names the step by its index and says what is wrong. */
import { isRecord } from '../../klarna/is-record.ts';
import { CALLS, FAILURES, SHOPPER_OUTCOMES, type Step } from './step.ts';

export class ScriptError extends Error {
  override readonly name = 'ScriptError';
}

/** A longer wait is a mistake in the unit. */
const MAX_LATENCY_MS = 10 * 60_000;

/** The highest number of minutes in Klarna's test addresses (`+pend-accept-99@`). */
const MAX_MINUTES = 99;

type Check = readonly [test: (value: unknown) => boolean, words: string];

const among = (values: readonly unknown[]): Check => [
  (value) => values.includes(value),
  `one of ${values.map((value) => JSON.stringify(value)).join(', ')}`,
];

const whole = (max: number): Check => [
  (value) => Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= max,
  `a whole number from 0 to ${max}`,
];

const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string' && entry !== '');

const isRefusal = (value: unknown): boolean =>
  isRecord(value) &&
  Number.isSafeInteger(value.status) &&
  Number(value.status) >= 400 &&
  Number(value.status) <= 599 &&
  typeof value.error_code === 'string' &&
  (value.error_messages === undefined || isTexts(value.error_messages));

const LATENCY = whole(MAX_LATENCY_MS);

const SHOPPER: Readonly<Record<string, Check>> = {
  outcome: among(SHOPPER_OUTCOMES),
  fields: [
    (value) => isTexts(value) && (value as unknown[]).length > 0,
    'a list of paths, e.g. ["billing_address.email"]',
  ],
  decision: among(['accept', 'reject']),
  minutes: whole(MAX_MINUTES),
  latency_ms: LATENCY,
  callback: among(['before', 'after', 'never']),
  network: among(['breaks']),
};

const CALL: Readonly<Record<string, Check>> = {
  outcome: among(['answer', 'fail']),
  call: among(CALLS),
  with: among(FAILURES),
  refusal: [isRefusal, '{ status: 400 to 599, error_code, error_messages? }'],
  latency_ms: LATENCY,
};

const OUTCOMES: readonly unknown[] = [...SHOPPER_OUTCOMES, 'answer', 'fail'];

function readStep(value: unknown, index: number): Step {
  const path = `steps[${index}]`;
  if (!isRecord(value)) throw new ScriptError(`${path} must be an object with an outcome.`);
  if (!OUTCOMES.includes(value.outcome)) {
    throw new ScriptError(`${path}.outcome must be ${among(OUTCOMES)[1]}.`);
  }
  const checks = CALL.outcome?.[0](value.outcome) ? CALL : SHOPPER;
  if (checks === CALL && value.call === undefined)
    throw new ScriptError(`${path}.call must name a call: ${CALL.call?.[1]}.`);
  for (const [name, entry] of Object.entries(value)) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (check === undefined)
      throw new ScriptError(`${path}.${name} is not known. Known here: ${Object.keys(checks).join(', ')}.`);
    if (!check[0](entry)) throw new ScriptError(`${path}.${name} must be ${check[1]}.`);
  }
  return { ...value } as unknown as Step;
}

/** @throws {ScriptError} */
export function readSteps(value: unknown): Step[] {
  if (!Array.isArray(value) || value.length === 0) throw new ScriptError('steps must be a list of one step or more.');
  return value.map(readStep);
}
