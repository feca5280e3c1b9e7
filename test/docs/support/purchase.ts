/** A shopper without a browser, for a handler at any address. */
import assert from 'node:assert/strict';
import type { KlarnaSimulator } from '../../../src/simulator/index.ts';

/**
 * Authorizes and buys; Klarna calls back as well. At the end there is one order, and the page can find it again.
 *
 * @param shop_cookie the cookie that identifies the cart
 */
export async function expectPurchase(klarna: KlarnaSimulator, mount: string, shop_cookie = ''): Promise<string> {
  let session_cookie = '';
  const ask = async (route: string, body?: unknown) => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const cookie = [shop_cookie, session_cookie].filter(Boolean).join('; ');
    const headers = { 'content-type': 'application/json', cookie };
    const response = await fetch(`${mount}${route}`, { ...init, headers });
    session_cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? session_cookie;
    const text = await response.text();
    assert.ok(response.ok, `${route}: ${response.status} ${text}`);
    return text === '' ? {} : JSON.parse(text);
  };
  const { session_id } = await ask('/session', {});
  const { authorization_token } = klarna.authorize(session_id);
  const approval = { authorization_token, session_id };
  const { order_id } = await ask('/order', approval);

  const session = klarna.sessions().find((one) => one.session_id === session_id);
  const callback = session?.request.merchant_urls?.authorization ?? '';
  assert.ok(callback.startsWith(`${mount}/callback/`), `Klarna would call ${callback}`);
  const headers = { 'content-type': 'application/json' };
  const called = await fetch(callback, { method: 'POST', headers, body: JSON.stringify(approval) });
  assert.equal(called.status, 204, await called.text());

  const outcome = await ask('/outcome');
  assert.deepEqual([outcome.status, outcome.order?.order_id], ['complete', order_id]);
  assert.equal(klarna.orders().filter((order) => order.session_id === session_id).length, 1);
  return order_id;
}
