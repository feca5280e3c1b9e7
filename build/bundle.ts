/** The bundles. Browser and server are bundled apart, so that no chunk can carry code of one into the other. */
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig, type LibraryOptions } from 'vite';
import type { Entry } from './entries.ts';
import { neighbourFiles } from './neighbour-files.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const src = `${root}src/`;
const dist = `${root}dist/`;

/** Decorators are lowered as tsconfig.json says; nothing newer than this is left in what we publish. */
const TARGET = 'es2022';

const common = (entries: readonly Entry[]): InlineConfig => ({
  root,
  // The vite.config.ts beside package.json is the demo's.
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

/** For a page with a bundler of its own: dependencies stay imports, so that a page has each of them once. */
export function bundleForBundlers(entries: readonly Entry[], dependencies: readonly string[]): Promise<unknown> {
  return bundle(entries, {
    lib: asLibrary(entries),
    rollupOptions: { external: isOneOf(dependencies), output: { chunkFileNames: nameChunk('') } },
  });
}

/**
 * For a page without any tool: one file that is enough to pay with. What is only wanted at times, as a language, is a
 * file in a folder of the entry's name beside it.
 */
export function bundleForPages(entries: readonly Entry[]): Promise<unknown> {
  return Promise.all(
    entries.map((entry) =>
      bundle([entry], {
        lib: asLibrary([entry]),
        rollupOptions: { output: { minify: true, chunkFileNames: nameChunk(`${entry.name}/`) } },
      }),
    ),
  );
}

/** Without it Vite wraps each `import()` in code that preloads styles, of which we have none. */
const asLibrary = (entries: readonly Entry[]): LibraryOptions => ({
  entry: Object.fromEntries(entries.map(({ name, source }) => [name, root + source])),
  formats: ['es'],
});

/** What is loaded when it is needed has a name to know it by: who hosts the files wants to see what they are. */
const nameChunk =
  (folder: string) =>
  ({ isDynamicEntry, facadeModuleId }: { isDynamicEntry: boolean; facadeModuleId: string | null }): string => {
    if (!isDynamicEntry) return '[name]-[hash].js';
    return `${folder}${facadeModuleId?.startsWith(`${src}element/strings/`) ? 'languages/' : ''}[name].js`;
  };

export function bundleForServers(entries: readonly Entry[], dependencies: readonly string[]): Promise<unknown> {
  const external = isOneOf(dependencies);
  return bundle(
    entries,
    { ssr: true, rollupOptions: { external: (id) => id.startsWith('node:') || external(id) } },
    { plugins: [neighbourFiles(src, dist)], ssr: { noExternal: true } },
  );
}

async function bundle(
  entries: readonly Entry[],
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
