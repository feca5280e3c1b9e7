import { parseUrl } from './parse-url.ts';

/** The attribute `endpoint` in its parts: routes are added to its path, and its query goes with every request. */
export interface Mount {
  /** Without a slash at its end; absolute or not, as the page wrote it. */
  readonly path: string;
  /** With its question mark, or empty. */
  readonly query: string;
}

export function mountOf(endpoint: string): Mount {
  const [, path = '', query = ''] = /^([^?#]*)(\?[^#]*)?/.exec(endpoint.trim()) ?? [];
  return { path: path.replace(/\/+$/, ''), query: query === '?' ? '' : query };
}

/** The same address for every way to write it. */
export function nameOf(endpoint: string): string {
  const { path, query } = mountOf(endpoint);
  return (parseUrl(path, document.baseURI)?.href ?? path).replace(/\/+$/, '') + query;
}
