/**
 * Keeps `new URL('./file', import.meta.url)` true after bundling. In the sources the file is beside the module that
 * names it; in `dist` all modules are in one folder. So this copies the file or folder to `dist` under its path within
 * `src`, and rewrites the URL.
 */
import { cpSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Plugin } from 'vite';

const ADDRESS = /new URL\(\s*(['"])(\.[^'"]*)\1\s*,\s*import\.meta\.url\s*,?\s*\)/g;

export const neighbourFiles = (src: string, dist: string): Plugin => ({
  name: 'neighbour-files',
  // Before the minifier or the bundler changes the form of the expression.
  enforce: 'pre',
  transform(code, id) {
    if (!id.startsWith(src) || !code.includes('import.meta.url')) return undefined;
    const rewritten = code.replace(ADDRESS, (_address, _quote, path: string) => {
      const file = resolve(dirname(id), path);
      const kept = relative(src, file).replaceAll('\\', '/') + (path.endsWith('/') ? '/' : '');
      if (kept.startsWith('.')) throw new Error(`${id} reads ${path}, which is outside of src and not published`);
      cpSync(file, join(dist, kept), { recursive: true });
      return `new URL('./${kept}', import.meta.url)`;
    });
    if (rewritten.replaceAll(/new URL\('\.\/[^']*', import\.meta\.url\)/g, '').includes('import.meta.url')) {
      throw new Error(
        `${id} uses import.meta.url in a way the build does not know: write new URL('./…', import.meta.url)`,
      );
    }
    return { code: rewritten, map: null };
  },
});
