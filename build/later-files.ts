/**
 * Keeps what a module imports with `import()` out of its bundle, as files of their own in a folder beside it. Each is to
 * be bundled for itself, with all that it needs: so none of them reaches back into a file that somebody has renamed or
 * serves under an address with a version in it.
 */
import type { Plugin } from 'vite';

export interface LaterFile {
  /** As in `cdn/languages/sv`. */
  name: string;
  /** The module, as a path. */
  source: string;
}

/** @param nameOf the name of the file for a module, without its ending */
export const laterFiles = (nameOf: (source: string) => string, found: LaterFile[]): Plugin => ({
  name: 'later-files',
  enforce: 'pre',
  async resolveId(specifier, importer, { kind }) {
    if (kind !== 'dynamic-import') return undefined;
    const resolved = await this.resolve(specifier, importer, { skipSelf: true });
    if (!resolved) return undefined;
    const file = { name: nameOf(resolved.id), source: resolved.id };
    if (!found.some(({ source }) => source === file.source)) found.push(file);
    return { id: `./${file.name}.js`, external: true };
  },
});
