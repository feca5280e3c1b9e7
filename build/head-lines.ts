/** The lines with which a page loads `cdn.js`: fastest, and only if the files are the ones that were built (SRI). */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The files that every page with `cdn.js` loads, as paths in `dist`. */
const FILES = ['cdn.js', 'cdn/element.js'] as const;

const integrityOf = (path: string): string =>
  `sha384-${createHash('sha384').update(readFileSync(path)).digest('base64')}`;

/** @param base the folder of `cdn.js` as the page sees it, e.g. `/klarna-checkout-button` */
export function formatHeadLines(dist: string, base: string): string {
  const files = FILES.map((file) => ({ href: `${base}/${file}`, integrity: integrityOf(`${dist}/${file}`) }));
  const map = { integrity: Object.fromEntries(files.map(({ href, integrity }) => [href, integrity])) };
  return [
    // The import map checks what a script imports. It must come before the first module.
    `<script type="importmap">${JSON.stringify(map)}</script>`,
    ...files.map(({ href, integrity }) => `<link rel="modulepreload" href="${href}" integrity="${integrity}">`),
    `<script type="module" src="${files[0]?.href}" integrity="${files[0]?.integrity}"></script>`,
  ].join('\n');
}
