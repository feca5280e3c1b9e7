/**
 * Moves the modules that a module imports with `import()` out of its bundle, into files in a folder beside it. Each
 * file is bundled by itself with all its dependencies. So no file refers back to a file that a merchant has renamed, or
 * serves under a path with a version.
 */
import { posix } from 'node:path';
import type { Plugin } from 'vite';

export interface LaterFile {
  /** As in `cdn/languages/sv`. */
  name: string;
  /** The module, as a path. */
  source: string;
}

/**
 * @param nameOf the name of the file for a module, without its ending
 * @param from the name of the file that is built, likewise; its imports are relative to it
 */
export const laterFiles = (nameOf: (source: string) => string, found: LaterFile[], from = ''): Plugin => ({
  name: 'later-files',
  enforce: 'pre',
  async resolveId(specifier, importer, { kind }) {
    if (kind !== 'dynamic-import') return undefined;
    const resolved = await this.resolve(specifier, importer, { skipSelf: true });
    if (!resolved) return undefined;
    const file = { name: nameOf(resolved.id), source: resolved.id };
    if (!found.some(({ source }) => source === file.source)) found.push(file);
    return { id: `./${posix.relative(posix.dirname(from), file.name)}.js`, external: true };
  },
});
