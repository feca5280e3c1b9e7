/** The soak is of use only if it sees what stays open: here each kind is left open. */
import assert from 'node:assert/strict';
import { open } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { createMarketplace, USUAL_FAULTS } from '../../bench/load/marketplace.ts';
import { overHttp } from '../../bench/soak/over-http.ts';
import { findLeaks, readResources } from '../../bench/soak/resources.ts';
import * as server from '../../src/server/index.ts';
import * as simulator from '../../src/simulator/index.ts';

describe('the soak', () => {
  it('finds a timer, a server and a file that stay open, and nothing after they are closed', async (t) => {
    await overHttp(async () => new Response()).close();
    const before = readResources();
    assert.deepEqual(findLeaks(before, readResources()), []);
    const timer = setInterval(() => undefined, 60_000);
    t.after(() => clearInterval(timer));
    const { send, close } = overHttp(async () => new Response('here'));
    t.after(close);
    assert.equal(await (await send(new Request('https://shop.example/'))).text(), 'here');
    const file = await open(import.meta.filename);
    const leaks = findLeaks(before, readResources()).join('\n');
    for (const kind of [/^Timeout: /m, /^TCP\w+Wrap: /m, /^file descriptors: /m]) assert.match(leaks, kind);
    clearInterval(timer);
    await file.close();
    assert.doesNotMatch(findLeaks(before, readResources()).join('\n'), /Timeout/);
  });

  it('an order that is not saved is counted, a saved order empties the cart, and then all is forgotten', async () => {
    const faults = { ...USUAL_FAULTS, klarna: 0, database: 1, lateCallbacks: 0 };
    const sources = { server, simulator };
    const market = createMarketplace({ sources, seed: 3, capacity: 100, faults, patience: 1, emptiesCart: true });
    for (let number = 0; market.countUnsaved() === 0; number++) await market.buy(number);
    assert.match(market.findViolations().join('\n'), /is not saved/);
    market.clear();
    faults.database = 0;
    await market.buy(0);
    await market.finish();
    assert.deepEqual([market.countUnsaved(), market.findViolations()], [0, []]);
  });
});
