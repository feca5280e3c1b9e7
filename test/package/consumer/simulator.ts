/** A merchant's tests written with the published types. They are compiled against the packed package, and never run. */
import { createKlarnaHandler } from 'klarna-checkout-button/server';
import { createKlarnaSimulator, type KlarnaSimulator } from 'klarna-checkout-button/simulator';
import { type RunningKlarna, startKlarna, testPerson } from 'klarna-checkout-button/simulator/testing';

const simulator: KlarnaSimulator = createKlarnaSimulator({ seed: 'a' });
const { url, sdkUrl, close } = await simulator.listen({ port: 0 });

createKlarnaHandler({
  username: 'PK1',
  password: 'secret',
  environment: new URL(url),
  region: 'eu',
  secret: 'x'.repeat(32),
  getOrder: () => {
    throw new Error('no cart');
  },
  onOrder() {},
});
console.log(sdkUrl, (await simulator(new Request(url))).status);
await close();

const klarna: RunningKlarna = await startKlarna({ merchant_name: 'Shop' });
klarna.simulator.script([
  { outcome: 'pending', decision: 'accept', minutes: 3 },
  { outcome: 'fail', call: 'create_order' },
]);
// @ts-expect-error an outcome that does not exist
klarna.simulator.script([{ outcome: 'shrug' }]);
await klarna.simulator.advance(60_000);
klarna.simulator.authorize('session', { data: testPerson('GB', 'pend-reject-05') });
// @ts-expect-error Klarna Payments is not sold there
testPerson('JP');
createKlarnaHandler({
  username: 'PK1',
  password: 'secret',
  environment: new URL(klarna.url),
  region: 'eu',
  secret: 'x'.repeat(32),
  fetch: klarna.fetch,
  getOrder: () => null,
  onOrder() {},
});
await klarna[Symbol.asyncDispose]();
