import type { AuthorizeOptions, LoadOptions, UpdateData } from '../../../klarna/sdk.ts';

export type AnyOptions = Partial<LoadOptions> & AuthorizeOptions & { client_token?: unknown };

interface CallArguments {
  options: AnyOptions;
  data: UpdateData;
  // biome-ignore lint/suspicious/noExplicitAny: the result's type depends on the method
  callback: (result: any) => void;
}

/**
 * The shapes that Klarna's script takes: `(options, data, callback)`, `(options, callback)`, `(callback)`, and the old order
 * `(data, options, callback)` of WooCommerce's plugin, told by a key of the options in second place. What stands in the
 * place of the callback and is no function is called all the same, and the browser says so.
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
