/** The handler behind Debian's proxies. The shopper and Klarna know only the proxy's address. */
import { after } from 'node:test';
import { describeBattery } from './support/battery.ts';
import { freePort, PROXIES, type ProxyName, startProxy, whyNoProxy } from './support/proxies.ts';
import { startRecipe, writeRecipes } from './support/recipes.ts';

const recipes = await writeRecipes();
after(() => recipes[Symbol.asyncDispose]());

for (const name of Object.keys(PROXIES) as ProxyName[]) {
  // `run.ts` names the programs that it could not find.
  if (whyNoProxy(name) !== undefined) continue;
  describeBattery({
    name: `Node 24 behind ${name}`,
    async start(env) {
      const port = await freePort();
      const mount = `http://127.0.0.1:${port}/klarna`;
      const shop = await startRecipe(recipes, {
        recipe: 'with-http.js',
        way: 'server',
        env: { ...env, PUBLIC_URL: mount },
      });
      const proxy = await startProxy(name, port, shop.mount);
      return {
        mount,
        stop: async () => {
          await proxy[Symbol.asyncDispose]();
          await shop.stop();
        },
      };
    },
  });
}
