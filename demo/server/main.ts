/** Started by `npm start`. */
import { banner } from './banner.ts';
import { explainStartError } from './explain-start-error.ts';
import { readSettings, type Settings } from './settings.ts';
import { type RunningShop, startShop } from './start-shop.ts';

function fail(error: unknown, settings?: Settings): never {
  const explanation = explainStartError(error, settings);
  console.error(explanation === undefined ? error : `\nThe shop did not start. ${explanation}\n`);
  process.exit(1);
}

async function start(): Promise<RunningShop> {
  let settings: Settings | undefined;
  try {
    settings = readSettings(process.env);
    return await startShop(settings, { watch: true });
  } catch (error) {
    fail(error, settings);
  }
}

const shop = await start();
console.log(banner(shop, process.stdout.isTTY === true));

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // A second signal ends the process at once.
    if (stopping) process.exit(1);
    stopping = true;
    shop.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  });
}
