import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMemory, type Remembered } from '../../../src/checkout/page/tab-storage.ts';

const held: Remembered = {
  phase: 'held',
  session_id: 'session-1',
  category: 'pay_later',
  authorization_token: undefined,
  revision: 'cart-1',
};

class Store {
  readonly values = new Map<string, string>();
  getItem = (key: string) => this.values.get(key) ?? null;
  setItem(key: string, value: string): void {
    this.values.set(key, value);
  }
  removeItem = (key: string) => void this.values.delete(key);
}

describe('what a tab remembers of a payment', () => {
  it('gives back what was remembered, to the next page of the same endpoint only', () => {
    const store = new Store();
    createMemory('/klarna', store).remember(held);
    assert.deepEqual(createMemory('/klarna', store).recall(), held);
    assert.equal(createMemory('/other', store).recall(), undefined);
  });

  it('forgets when asked', () => {
    const memory = createMemory('/klarna', new Store());
    memory.remember(held);
    memory.forget();
    assert.equal(memory.recall(), undefined);
  });

  it('forgets by itself when Klarna does: after 60 minutes', () => {
    let now = 1_000;
    const memory = createMemory('/klarna', new Store(), () => now);
    memory.remember(held);
    now += 60 * 60_000 - 1;
    assert.deepEqual(memory.recall(), held);
    now += 1;
    assert.equal(memory.recall(), undefined);
  });

  for (const [what, text] of [
    ['no JSON', '{'],
    ['no object', '"held"'],
    ['no time', JSON.stringify({ remembered: held })],
    ['nothing remembered', JSON.stringify({ at: Date.now() })],
    ['an unknown phase', JSON.stringify({ at: Date.now(), remembered: { ...held, phase: 'paid' } })],
  ] as const) {
    it(`believes no nonsense that another script wrote: ${what}`, () => {
      const store = new Store();
      store.setItem('klarna-checkout:/klarna', text);
      assert.equal(createMemory('/klarna', store).recall(), undefined);
    });
  }

  it('reads texts only', () => {
    const store = new Store();
    const remembered = { ...held, session_id: 7, category: '', revision: null };
    store.setItem('klarna-checkout:/klarna', JSON.stringify({ at: Date.now(), remembered }));
    const { phase, ...rest } = createMemory('/klarna', store).recall() ?? held;
    assert.equal(phase, 'held');
    assert.deepEqual(new Set(Object.values(rest)), new Set([undefined]));
  });

  it('lets the payment go on where storage is full', () => {
    const store = new Store();
    store.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    assert.doesNotThrow(() => createMemory('/klarna', store).remember(held));
  });

  it('remembers until the page is left where there is no storage', () => {
    createMemory('/no-storage').remember(held);
    assert.deepEqual(createMemory('/no-storage').recall(), held);
    createMemory('/no-storage').forget();
  });
});
