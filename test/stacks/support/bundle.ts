/** Bundles an app of a framework, as a shop's bundler does. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { type AliasOptions, build, type InlineConfig, type Plugin } from 'vite';
import { folder } from './packages.ts';

/** Settings that Vite needs for a framework. */
export interface Compiler {
  /** The package of the JSX runtime. */
  jsx?: string;
  alias?: AliasOptions;
  plugins?: (isServer: boolean) => Plugin[];
}

const require = createRequire(`${folder}package.json`);

const configOf = ({ jsx, alias, plugins }: Compiler, isServer: boolean): InlineConfig => ({
  root: folder,
  configFile: false,
  publicDir: false,
  logLevel: 'error',
  define: { 'process.env.NODE_ENV': '"production"', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true' },
  ...(jsx && { oxc: { jsx: { runtime: 'automatic', importSource: jsx } } }),
  resolve: { alias: alias ?? {} },
  plugins: plugins?.(isServer) ?? [],
});

/** @returns the scripts by their path under `base`; the first is the entry */
export async function bundleForPage(app: string, compiler: Compiler, base: string): Promise<Map<string, string>> {
  const config = configOf(compiler, false);
  const output = await build({
    ...config,
    base,
    build: {
      write: false,
      modulePreload: false,
      rollupOptions: {
        input: `${folder}apps/${app}`,
        output: { entryFileNames: 'page.js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  const [bundle] = [output].flat();
  if (!bundle || !('output' in bundle)) throw new Error(`Vite made no bundle of ${app}.`);
  return new Map(bundle.output.flatMap((file) => (file.type === 'chunk' ? [[base + file.fileName, file.code]] : [])));
}

interface ServerApp {
  render(): string | Promise<string>;
  /** For the head of the page. */
  head?: string;
}

/** @returns the markup that the app makes on a server, with what belongs into the head of the page */
export async function renderOnServer(app: string, compiler: Compiler, name: string) {
  const outDir = `${folder}server/${name}`;
  await build({
    ...configOf(compiler, true),
    ssr: { noExternal: true },
    build: {
      ssr: `${folder}apps/${app}`,
      outDir,
      emptyOutDir: true,
      minify: false,
      rollupOptions: { output: { entryFileNames: 'server.js' } },
    },
  });
  const { render, head = '' }: ServerApp = await import(pathToFileURL(`${outDir}/server.js`).href);
  return { markup: await render(), head };
}

/** React 18 has other names in the folder, because React 19 has its own. */
export const REACT_18: Compiler = { jsx: 'react', alias: { react: 'react18', 'react-dom': 'react-dom18' } };
export const PLAIN: Compiler = {};
export const REACT_19: Compiler = { jsx: 'react' };
export const PREACT: Compiler = { jsx: 'preact' };
/** Templates are compiled in the page, with Vue's own compiler. */
export const VUE: Compiler = { alias: [{ find: /^vue$/, replacement: 'vue/dist/vue.esm-bundler.js' }] };

export const SVELTE: Compiler = {
  plugins: (isServer) => [
    {
      name: 'svelte',
      transform(code, id) {
        if (!id.endsWith('.svelte')) return;
        const { compile } = require('svelte/compiler');
        return compile(code, { filename: id, generate: isServer ? 'server' : 'client' }).js;
      },
    },
  ],
};

export const SOLID: Compiler = {
  plugins: (isServer) => [
    {
      name: 'solid',
      enforce: 'pre',
      async transform(code, id) {
        if (!id.endsWith('.jsx')) return;
        const babel = require('@babel/core');
        const options = { generate: isServer ? 'ssr' : 'dom', hydratable: true };
        const presets = [[require('babel-preset-solid'), options]];
        const { code: compiled, map } = await babel.transformAsync(code, { presets, filename: id, configFile: false });
        return { code: compiled, map };
      },
    },
  ],
};
