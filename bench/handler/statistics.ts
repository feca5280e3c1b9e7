/** A quantile: this share of the values is lower. */
export const at = (share: number, values: readonly number[] | Float64Array): number =>
  values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? Number.NaN;

export const median = (values: readonly number[]): number => at(0.5, values);
