/** Each endpoint in another language passes `klarna-endpoint-check`, every rule. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { run } from '../../src/endpoint-check/cli/run.ts';
import { RULES } from '../../src/endpoint-check/rules/index.ts';
import { BACKENDS, isPresent } from './support/backends.ts';
import { findFreePort, startBackend } from './support/start-backend.ts';

describe('an endpoint in another language', () => {
  for (const backend of BACKENDS.filter(isPresent)) {
    it(`keeps every promise: ${backend.name}`, async () => {
      const [port, klarnaPort] = [await findFreePort(), await findFreePort()];
      await using _ = await startBackend(backend, port, klarnaPort);
      const shop = `http://127.0.0.1:${port}`;
      let text = '';
      const write = (part: string) => {
        text += part;
      };
      const carts = ['--cart-url', `${shop}/cart?intent={intent}`, '--change-cart-url', `${shop}/cart/change`];
      const args = [`${shop}/klarna`, '--klarna-port', String(klarnaPort), ...carts, '--orders-url', `${shop}/orders`];
      const code = await run(args, { out: write, err: write });
      assert.equal(code, 0, text);
      assert.match(text, new RegExp(`${RULES.length} kept, 0 broken, 0 not checked`));
    });
  }
});
