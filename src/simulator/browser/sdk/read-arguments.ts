import type { AuthorizeOptions, LoadOptions, UpdateData } from '../../../klarna/sdk.ts';

export type AnyOptions = Partial<LoadOptions> & AuthorizeOptions & { client_token?: unknown };

interface CallArguments {
  options: AnyOptions;
  data: UpdateData;
  // biome-ignore lint/suspicious/noExplicitAny: the result's type depends on the method
  callback: (result: any) => void;
}

/**
 * Reads the argument orders that Klarna's script takes: `(options, data, callback)`, `(options, callback)` and
 * `(callback)`.
 * It also takes the old order `(data, options, callback)` of WooCommerce's plugin, if the second object has a key of
 * the options.
 * If the callback is no function, the script calls it anyway, and the browser throws.
 */
export function readArguments(
  [first, second, third]: unknown[],
  { optionKeys = [], takesCallbackAlone = true }: { optionKeys?: string[]; takesCallbackAlone?: boolean } = {},
): CallArguments {
  const isAlone = typeof second !== 'function' && typeof first === 'function' && takesCallbackAlone;
  const options = (!isAlone && first) || {};
  const data = (!isAlone && typeof second !== 'function' && second) || {};
  const callback = typeof second === 'function' ? second : isAlone ? first : third || (() => undefined);
  const isOldOrder = optionKeys.some((key) => Object.keys(data).includes(key));
  return {
    options: isOldOrder ? data : options,
    data: isOldOrder ? options : data,
    callback: callback as CallArguments['callback'],
  };
}
