import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readPlacedOrder } from '../../../src/checkout/endpoint/placed-order.ts';
import { KlarnaCompleteEvent } from '../../../src/checkout/events.ts';

const read = (value: unknown) => readPlacedOrder(value, 'POST /klarna/order');

describe('the answer to an order', () => {
  it('is complete with an order', () => {
    const order = read({ order_id: 'order-1', fraud_status: 'PENDING', redirect_url: 'https://klarna.example/r' });
    assert.deepEqual([order.order_id, order.fraud_status], ['order-1', 'PENDING']);
    assert.equal(order.redirect_url, 'https://klarna.example/r');
    assert.equal(new KlarnaCompleteEvent(order).customer_token, undefined);
  });

  it('is complete with a customer token and no order', () => {
    const order = read({ customer_token: { token_id: 'token-1' }, redirect_url: 'https://klarna.example/r' });
    assert.deepEqual([order.order_id, order.customer_token], [undefined, { token_id: 'token-1' }]);
    const event = new KlarnaCompleteEvent(order);
    assert.deepEqual([event.order, event.customer_token?.token_id], [order, 'token-1']);
  });

  it('is complete with an order and a customer token', () => {
    const order = read({ order_id: 'order-1', customer_token: { token_id: 'token-1' } });
    assert.deepEqual([order.order_id, order.customer_token?.token_id], ['order-1', 'token-1']);
  });

  it('is an error without an order and without a customer token', () => {
    const broken = [null, 'order-1', {}, { order_id: '' }, { order_id: 7 }, { customer_token: 'token-1' }];
    for (const value of [...broken, { customer_token: {} }, { customer_token: { token_id: '' } }]) {
      assert.throws(() => read(value), { code: 'order', reason: 'bad-response' }, JSON.stringify(value));
    }
  });

  it('has a `redirect_url` only if that is a web address', () => {
    assert.equal(read({ order_id: 'order-1', redirect_url: 'javascript:alert(1)' }).redirect_url, undefined);
  });
});
