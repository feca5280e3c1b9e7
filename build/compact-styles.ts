/** Removes comments and indentation of style sheets from a bundle, because a minifier leaves template literals as they are. */
import type { Plugin } from 'vite';

/** @param folder contains only modules whose text is CSS in template literals */
export const compactStyles = (folder: string): Plugin => ({
  name: 'compact-styles',
  enforce: 'pre',
  transform: (code, id) =>
    id.startsWith(folder)
      ? { code: code.replaceAll(/\/\*.*?\*\//gs, '').replaceAll(/\n\s+/g, '\n'), map: null }
      : undefined,
});
