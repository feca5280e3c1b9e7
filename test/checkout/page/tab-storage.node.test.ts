import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTabStorage, type StoredPayment } from '../../../src/checkout/page/tab-storage.ts';

const held: StoredPayment = {
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

describe('the payment in the tab’s storage', () => {
  it('is loaded by the next page of the same endpoint, and of no other', () => {
    const store = new Store();
    createTabStorage('/klarna', store).save(held);
    assert.deepEqual(createTabStorage('/klarna', store).load(), held);
    assert.equal(createTabStorage('/other', store).load(), undefined);
  });

  it('is gone after clear', () => {
    const memory = createTabStorage('/klarna', new Store());
    memory.save(held);
    memory.clear();
    assert.equal(memory.load(), undefined);
  });

  it('is gone after 60 minutes, when Klarna’s authorization ends', () => {
    let now = 1_000;
    const memory = createTabStorage('/klarna', new Store(), () => now);
    memory.save(held);
    now += 60 * 60_000 - 1;
    assert.deepEqual(memory.load(), held);
    now += 1;
    assert.equal(memory.load(), undefined);
  });

  for (const [what, text] of [
    ['no JSON', '{'],
    ['no object', '"held"'],
    ['no time', JSON.stringify({ remembered: held })],
    ['nothing remembered', JSON.stringify({ at: Date.now() })],
    ['an unknown phase', JSON.stringify({ at: Date.now(), remembered: { ...held, phase: 'paid' } })],
  ] as const) {
    it(`is undefined if another script wrote nonsense: ${what}`, () => {
      const store = new Store();
      store.setItem('klarna-checkout:/klarna', text);
      assert.equal(createTabStorage('/klarna', store).load(), undefined);
    });
  }

  it('has only texts in its fields', () => {
    const store = new Store();
    const remembered = { ...held, session_id: 7, category: '', revision: null };
    store.setItem('klarna-checkout:/klarna', JSON.stringify({ at: Date.now(), remembered }));
    const { phase, ...rest } = createTabStorage('/klarna', store).load() ?? held;
    assert.equal(phase, 'held');
    assert.deepEqual(new Set(Object.values(rest)), new Set([undefined]));
  });

  it('does not stop a payment if the storage is full', () => {
    const store = new Store();
    store.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    assert.doesNotThrow(() => createTabStorage('/klarna', store).save(held));
  });

  it('lasts until the shopper leaves the page if there is no storage', () => {
    createTabStorage('/no-storage').save(held);
    assert.deepEqual(createTabStorage('/no-storage').load(), held);
    createTabStorage('/no-storage').clear();
  });
});
