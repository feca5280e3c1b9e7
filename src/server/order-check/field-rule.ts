/** A rule for one field. Its texts become part of an error message. */
export interface FieldRule {
  required?: boolean;
  /** The accepted values in words, for the message. */
  expected: string;
  accepts: (value: unknown) => boolean;
  /** A sentence that says what to do about this value. */
  advise?: (value: unknown) => string | undefined;
}

export type FieldRules = Readonly<Record<string, FieldRule>>;

export const integer = (min: number, max: number, unit: string): FieldRule => ({
  expected: `a whole number of ${unit}, ${min} to ${max}`,
  accepts: (value) => Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max,
});

export const text = (min: number, max: number): FieldRule => ({
  expected: `a text of ${min} to ${max} characters`,
  accepts: (value) => typeof value === 'string' && value.length >= min && value.length <= max,
});

export const pattern = (expression: RegExp, expected: string): FieldRule => ({
  expected,
  accepts: (value) => typeof value === 'string' && expression.test(value),
});

export const oneOf = (values: readonly string[]): FieldRule => ({
  expected: `one of ${values.join(', ')}`,
  accepts: (value) => typeof value === 'string' && values.includes(value),
});

/** @param max characters */
export const address = (max: number, accepts: (value: unknown) => boolean, expected: string): FieldRule => ({
  expected: `${expected} of at most ${max} characters`,
  accepts: (value) => typeof value === 'string' && value.length <= max && accepts(value),
});

export const required = (rule: FieldRule): FieldRule => ({ ...rule, required: true });

export const advised = (rule: FieldRule, advise: NonNullable<FieldRule['advise']>): FieldRule => ({ ...rule, advise });
