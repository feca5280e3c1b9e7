import type { AuthorizeOptions, LoadOptions, UpdateData } from '../../../klarna/sdk.ts';

export type AnyOptions = Partial<LoadOptions> & AuthorizeOptions & { client_token?: string };

export interface CallArguments {
  options: AnyOptions;
  data: UpdateData;
  // biome-ignore lint/suspicious/noExplicitAny: the result's type depends on the method
  callback: (result: any) => void;
}

/**
 * The shapes that Klarna's SDK takes: `(options, data, callback)`, `(options, callback)`, `(callback)`, and the old order
 * `(data, options, callback)` of WooCommerce's plugin, told by a key of the options in second place.
 */
export function readArguments(values: unknown[], optionKeys: string[]): CallArguments {
  const callback = values.find((value) => typeof value === 'function') as CallArguments['callback'] | undefined;
  const [first, second] = values.map((value) => (typeof value === 'object' && value !== null ? value : undefined));
  const isOldOrder = second !== undefined && optionKeys.some((key) => key in second);
  return {
    options: (isOldOrder ? second : first) ?? {},
    data: (isOldOrder ? first : second) ?? {},
    callback: callback ?? (() => undefined),
  };
}
