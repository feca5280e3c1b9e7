/**
 * Checks of single fields. Each reads one object and collects the paths that Klarna would name in `Bad value: …`.
 * `null` counts as absent: in recorded traffic Klarna accepts `image_url: null` and `phone: null`. Unknown members
 * pass.
 */
import { isRecord } from '../../klarna/is-record.ts';
import { isAppUrl, isWholeUrl } from '../../klarna/is-whole-url.ts';

export type Problems = string[];

/** A rule for one value that is present. Its name says what the value must be. */
export type Rule = (value: unknown, path: string, problems: Problems) => void;

export type Rules = Readonly<Record<string, Rule>>;

export const isAbsent = (value: unknown): value is null | undefined => value === undefined || value === null;

const rule =
  (test: (value: unknown) => boolean): Rule =>
  (value, path, problems) => {
    if (!test(value)) problems.push(path);
  };

export const text = (max: number, min = 0): Rule =>
  rule((value) => typeof value === 'string' && value.length >= min && value.length <= max);

export const matching = (pattern: RegExp): Rule => rule((value) => typeof value === 'string' && pattern.test(value));

export const oneOf = (values: readonly string[]): Rule =>
  rule((value) => typeof value === 'string' && values.includes(value));

/** An int64 in the API. Beyond 2^53 JavaScript would round it, and no amount at Klarna is that large. */
export const integer = (min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER): Rule =>
  rule((value) => Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max);

export const textList: Rule = rule(
  (value) => Array.isArray(value) && value.every((entry) => typeof entry === 'string'),
);

export const boolean: Rule = rule((value) => typeof value === 'boolean');

/** A complete http or https URL. */
export const url = (max: number): Rule =>
  rule((value) => typeof value === 'string' && value.length <= max && isWholeUrl(value));

export const appUrl = (max: number): Rule =>
  rule((value) => typeof value === 'string' && value.length <= max && isAppUrl(value));

export const object =
  (rules: Rules, required: readonly string[] = []): Rule =>
  (value, path, problems) => {
    if (!isRecord(value)) problems.push(path);
    else checkFields(value, rules, required, problems, `${path}.`);
  };

/** A list of `min` to `max` entries. Each entry is checked under its index. */
export const list =
  (max: number, entry: Rule, min = 0): Rule =>
  (value, path, problems) => {
    if (!Array.isArray(value) || value.length < min || value.length > max) problems.push(path);
    else for (const [index, item] of value.entries()) entry(item, `${path}[${index}]`, problems);
  };

/** Applies the rules to the fields that are present, and reports required fields that are absent. */
export function checkFields(
  value: Record<string, unknown>,
  rules: Rules,
  required: readonly string[],
  problems: Problems,
  prefix = '',
): void {
  for (const name of required) if (isAbsent(value[name])) problems.push(prefix + name);
  for (const [name, check] of Object.entries(rules)) {
    const entry = value[name];
    if (!isAbsent(entry)) check(entry, prefix + name, problems);
  }
}
