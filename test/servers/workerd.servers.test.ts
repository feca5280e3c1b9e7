/** Runs the whole battery in workerd, the engine of Cloudflare Workers. */

import { writeFile } from 'node:fs/promises';
import { after } from 'node:test';
import { Miniflare } from 'miniflare';
import { bundleWorker } from '../docs/support/bundle-worker.ts';
import { describeBattery } from './support/battery.ts';
import { writeRecipes } from './support/recipes.ts';

const recipes = await writeRecipes();
after(() => recipes[Symbol.asyncDispose]());

const WORKER = `import { createShop } from './klarna.js';
let klarna;
export default {
  fetch(request, env) {
    klarna ??= createShop(env);
    return klarna(request);
  },
};`;

await writeFile(recipes.pathOf('worker-of-the-tests.js'), WORKER);
const script = await bundleWorker(recipes.pathOf('worker-of-the-tests.js'));

for (const [name, compatibilityFlags] of [
  ['workerd', []],
  ['workerd with nodejs_compat', ['nodejs_compat']],
] as [string, string[]][]) {
  describeBattery({
    name,
    async start(env) {
      const bindings = { ...env };
      const worker = new Miniflare({
        modules: true,
        script,
        compatibilityDate: '2026-01-01',
        compatibilityFlags,
        bindings,
      });
      const { origin } = await worker.ready;
      return { mount: `${origin}/klarna`, stop: () => worker.dispose() };
    },
  });
}
