/** What a merchant's own tests write against the types. Compiled against the packed package, never run. */
import { createKlarnaHandler } from 'klarna-checkout-button/server';
import { createKlarnaSimulator, type KlarnaSimulator } from 'klarna-checkout-button/simulator';

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
