import { parseUrl } from './parse-url.ts';

/** The parts of the attribute `endpoint`. Routes are added to the path, and each request has the query. */
export interface Mount {
  /** Without a slash at its end. Absolute or relative, as the page wrote it. */
  readonly path: string;
  /** With its question mark, or empty. */
  readonly query: string;
}

export function mountOf(endpoint: string): Mount {
  const [, path = '', query = ''] = /^([^?#]*)(\?[^#]*)?/.exec(endpoint.trim()) ?? [];
  return { path: path.replace(/\/+$/, ''), query: query === '?' ? '' : query };
}

/** The same name for all spellings of an address. */
export function nameOf(endpoint: string): string {
  const { path, query } = mountOf(endpoint);
  return (parseUrl(path, document.baseURI)?.href ?? path).replace(/\/+$/, '') + query;
}
