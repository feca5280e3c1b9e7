import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Bundles the source, so an old `dist` cannot pass. Later imports stay files of their own. */
export async function bundleElement(): Promise<ReadonlyMap<string, string>> {
  const output = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      target: 'es2022',
      write: false,
      minify: false,
      rollupOptions: {
        input: { element: fileURLToPath(new URL('../../../src/index.ts', import.meta.url)) },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
        preserveEntrySignatures: 'strict',
      },
    },
  });
  const [bundle] = [output].flat();
  if (!bundle || !('output' in bundle)) throw new Error('Vite made no bundle of the element.');
  return new Map(bundle.output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code]] : [])));
}
