/** The bundles. Browser and server are bundled separately, so that no chunk of one contains code of the other. */
import { basename, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig, type LibraryOptions, type Plugin } from 'vite';
import { compactStyles } from './compact-styles.ts';
import type { Entry } from './entries.ts';
import { type LaterFile, laterFiles } from './later-files.ts';
import { neighbourFiles } from './neighbour-files.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const src = `${root}src/`;
const dist = `${root}dist/`;

type Source = Pick<Entry, 'name' | 'source'>;

/** Decorators are compiled as tsconfig.json says. The published files contain no syntax newer than this. */
const TARGET = 'es2022';

const common = (entries: readonly Source[]): InlineConfig => ({
  root,
  // The vite.config.ts beside package.json belongs to the demo.
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  build: {
    target: TARGET,
    outDir: dist,
    emptyOutDir: false,
    sourcemap: true,
    minify: false,
    rollupOptions: {
      input: Object.fromEntries(entries.map(({ name, source }) => [name, root + source])),
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      preserveEntrySignatures: 'strict',
    },
  },
});

/** For a page with a bundler. Dependencies stay imports, so that the page has each of them once. */
export function bundleForBundlers(entries: readonly Entry[], dependencies: readonly string[]): Promise<unknown> {
  return bundle(entries, {
    lib: asLibrary(entries),
    rollupOptions: { external: isOneOf(dependencies), output: { chunkFileNames: nameChunk } },
  });
}

/**
 * For a page without a bundler: a small file that loads the element's code, which is enough to pay with. Parts that are
 * needed only sometimes, such as a language, are files of their own. All are in a folder of the entry's name beside it.
 */
export async function bundleForPages(entries: readonly Entry[]): Promise<void> {
  for (const entry of entries) {
    const nameOf = (source: string) => `${entry.name}/${nameLater(source)}`;
    const files: LaterFile[] = [{ name: entry.name, source: `${root}${entry.source}` }];
    for (const file of files) {
      const found: LaterFile[] = [];
      const plugins = [laterFiles(nameOf, found, file.name)];
      await bundleAsOneFile({ ...file, source: relative(root, file.source) }, plugins);
      files.push(...found.filter(({ name }) => !files.some((known) => known.name === name)));
    }
  }
}

const bundleAsOneFile = (entry: Source, plugins: Plugin[] = []): Promise<unknown> =>
  bundle(
    [entry],
    { lib: asLibrary([entry]), rollupOptions: { output: { minify: true, codeSplitting: false } } },
    { plugins: [compactStyles(`${src}element/styles/`), ...plugins] },
  );

/** Without it, Vite wraps each `import()` in code that preloads styles, and this package has none. */
const asLibrary = (entries: readonly Source[]): LibraryOptions => ({
  entry: Object.fromEntries(entries.map(({ name, source }) => [name, root + source])),
  formats: ['es'],
});

/**
 * A file that is loaded later has a readable name, because a merchant who hosts the files wants to know what each is.
 */
const nameLater = (source: string): string =>
  (source.startsWith(`${src}element/strings/`) ? 'languages/' : '') + basename(source, '.ts');

const nameChunk = ({ isDynamicEntry, facadeModuleId }: { isDynamicEntry: boolean; facadeModuleId: string | null }) =>
  isDynamicEntry && facadeModuleId ? `${nameLater(facadeModuleId)}.js` : '[name]-[hash].js';

export function bundleForServers(entries: readonly Entry[], dependencies: readonly string[]): Promise<unknown> {
  const external = isOneOf(dependencies);
  return bundle(
    entries,
    { ssr: true, rollupOptions: { external: (id) => id.startsWith('node:') || external(id) } },
    { plugins: [neighbourFiles(src, dist)], ssr: { noExternal: true } },
  );
}

/**
 * For servers that are not Node, have no page, and draw nothing. Lit's replacement for `HTMLElement` is bundled in,
 * because only Node would get it otherwise. Later imports are those of the bundle for bundlers.
 */
export function bundleForEdges(entry: Source, dependencies: readonly string[]): Promise<unknown> {
  const external = isOneOf(dependencies.filter((name) => name !== 'lit'));
  return bundle(
    [entry],
    { ssr: true, rollupOptions: { external } },
    { plugins: [laterFiles(nameLater, [])], ssr: { noExternal: true } },
  );
}

async function bundle(
  entries: readonly Source[],
  { rollupOptions, ...options }: NonNullable<InlineConfig['build']>,
  rest: InlineConfig = {},
): Promise<unknown> {
  if (entries.length === 0) return [];
  const base = common(entries);
  const output = { ...base.build?.rollupOptions?.output, ...rollupOptions?.output };
  return build({
    ...base,
    ...rest,
    build: { ...base.build, ...options, rollupOptions: { ...base.build?.rollupOptions, ...rollupOptions, output } },
  });
}

const isOneOf = (names: readonly string[]) => (id: string) =>
  names.some((name) => id === name || id.startsWith(`${name}/`));
