/**
 * A plugin of web-test-runner for the model-based test. It bundles two programs, each for a frame of its own, and serves
 * the settings from the environment.
 */
import { fileURLToPath } from 'node:url';
import type { TestRunnerConfig } from '@web/test-runner';
import { build } from 'vite';

type Plugin = NonNullable<TestRunnerConfig['plugins']>[number];

const path = (name: string): string => fileURLToPath(new URL(`./realms/${name}.ts`, import.meta.url));

/** The server half runs on any runtime. The simulator imports Node's timers; here they become the timers of the frame. */
async function bundle(name: string): Promise<string> {
  const result = await build({
    configFile: false,
    publicDir: false,
    // Vite would warn of intended things: modules of Node that never run, and imports that load later or never.
    logLevel: 'error',
    resolve: {
      // Exact names, because only the listener needs `node:timers/promises`, and no listener starts here.
      alias: [
        { find: /^node:timers$/, replacement: path('node-timers') },
        { find: /^node:(http|events)$/, replacement: path('node-http') },
      ],
    },
    plugins: [
      { name: 'leave-later', resolveDynamicImport: (specifier) => ({ id: String(specifier), external: true }) },
    ],
    build: {
      write: false,
      // Each run starts with new frames, so the browser parses every kilobyte thousands of times.
      minify: 'oxc',
      target: 'es2022',
      modulePreload: false,
      rollupOptions: {
        input: path(name),
        output: { format: 'iife', codeSplitting: false },
        // The package declares its sources free of side effects, but defining the tag is a side effect.
        treeshake: false,
      },
    },
  });
  const [output] = [result].flat();
  if (output === undefined || !('output' in output)) throw new Error(`${name} was not bundled`);
  // Languages and the debug panel load later. A real request would end at a random time, so it is rejected.
  return output.output[0].code.replaceAll(/\bimport\((?=["'`])/g, 'Promise.reject(');
}

const FROM_ENVIRONMENT = [
  'TEST_DEPTH',
  'MODEL_RUNS',
  'MODEL_ONLY',
  'MODEL_SEED',
  'MODEL_PATH',
  'MODEL_REPLAY',
] as const;

/** Serves `/model/tab.js`, `/model/backend.js` and `/model/settings.json`. */
export function modelBundles(): Plugin {
  const bundles = new Map<string, Promise<string>>();
  return {
    name: 'model-bundles',
    async serve({ path: asked }) {
      if (asked === '/model/settings.json') {
        return { body: JSON.stringify(Object.fromEntries(FROM_ENVIRONMENT.map((name) => [name, process.env[name]]))) };
      }
      const name = /^\/model\/(tab|backend)\.js$/.exec(asked)?.[1];
      if (name === undefined) return undefined;
      const made = bundles.get(name) ?? bundle(name);
      bundles.set(name, made);
      return { body: await made, type: 'js' };
    },
  };
}
