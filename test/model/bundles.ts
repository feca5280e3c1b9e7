/**
 * What the model-based test needs from Node: two programs as single files, to be run in frames of their own, and the
 * settings from the environment. A plugin of web-test-runner.
 */
import { fileURLToPath } from 'node:url';
import type { TestRunnerConfig } from '@web/test-runner';
import { build } from 'vite';

type Plugin = NonNullable<TestRunnerConfig['plugins']>[number];

const path = (name: string): string => fileURLToPath(new URL(`./realms/${name}.ts`, import.meta.url));

/** The merchant's half runs on any runtime, the simulator asks Node for its timers: in a frame they are the frame's. */
async function bundle(name: string): Promise<string> {
  const result = await build({
    configFile: false,
    publicDir: false,
    // It warns of what is meant here: modules of Node that are not reached, imports that come later or never.
    logLevel: 'error',
    resolve: {
      // Exact names: `node:timers/promises` is for the listener, which nothing starts here.
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
      // Each run begins with fresh frames: every kilobyte is read thousands of times.
      minify: 'oxc',
      target: 'es2022',
      modulePreload: false,
      rollupOptions: {
        input: path(name),
        output: { format: 'iife', codeSplitting: false },
        // The package says of its sources that they have no side effects; defining the tag is one.
        treeshake: false,
      },
    },
  });
  const [output] = [result].flat();
  if (output === undefined || !('output' in output)) throw new Error(`${name} was not bundled`);
  // Strings of another language and the debug panel: a request over the real network would end at some time of its own.
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
