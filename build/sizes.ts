/** Prints the size of each file for browsers, as a table. Brotli at its best quality, as a CDN sends it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

interface Size {
  file: string;
  /** Bytes. */
  raw: number;
  /** Bytes. */
  brotli: number;
}

export function measure(path: string): Pick<Size, 'raw' | 'brotli'> {
  const content = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  return { raw: content.length, brotli: brotliCompressSync(content, { params }).length };
}

export function formatSizes(sizes: readonly Size[]): string {
  const width = Math.max(...sizes.map(({ file }) => file.length));
  const rows = sizes.map(({ file, raw, brotli }) => `${file.padEnd(width)}  ${kB(raw)}  ${kB(brotli)}`);
  return [`${''.padEnd(width)}  ${'raw'.padStart(9)}  ${'brotli'.padStart(9)}`, ...rows].join('\n');
}

const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`.padStart(9);

export const scriptsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.js'))
    .map((file) => join(folder, file));
