/** Rules about one authorization that becomes one order. */
import { type Answer, describe } from '../play/shopper.ts';
import type { Authorized, Stage } from '../play/stage.ts';
import { expectThat } from '../play/verdict.ts';
import type { Rule } from '../rule.ts';

const PAGE = 'docs/merchant-server.md#exactly-one-order';
const ERRORS = 'docs/merchant-server.md#errors';
const HOUR_MS = 3_600_000;

const order = ({ shopper, ids }: Authorized): Promise<Answer> => shopper.post('/order', ids);

/** Klarna has one order of the session, every answer is a success, and those of the browser name the same order. */
function expectOneOrder(stage: Stage, opened: Authorized, answers: readonly Answer[]): void {
  const statuses = answers.map(describe).join(', ');
  expectThat(
    answers.every(({ status }) => status >= 200 && status < 300),
    'a success for each request',
    statuses,
  );
  const { length } = stage.ordersOf(opened);
  expectThat(length === 1, 'one order at Klarna', `${length} orders`);
  const named = new Set(answers.filter(({ status }) => status === 200).map(({ body }) => body.order_id));
  expectThat(named.size <= 1, 'the same order_id in each answer', `${named.size} different ones`);
}

export const ORDER_RULES: readonly Rule[] = [
  {
    id: 'order-placed',
    promise: 'POST /order places the order of the session and returns its order_id',
    page: PAGE,
    async check(stage) {
      const opened = await stage.authorize();
      const answer = await order(opened);
      expectThat(answer.status === 200, '200', describe(answer));
      const [placed] = stage.ordersOf(opened);
      const { order_amount } = opened.session.request;
      expectThat(
        placed?.amount === order_amount,
        `an order of ${order_amount} at Klarna`,
        `${placed?.amount ?? 'no order'}`,
      );
      const isNamed = answer.body.order_id === placed.order_id;
      expectThat(isNamed, 'the order_id of Klarna’s order', 'another order_id, or none');
    },
  },
  {
    id: 'order-repeated',
    promise: 'A repeated POST /order returns the order that exists',
    page: PAGE,
    async check(stage) {
      const opened = await stage.authorize();
      expectOneOrder(stage, opened, [await order(opened), await order(opened)]);
    },
  },
  {
    id: 'order-parallel',
    promise: 'Three POST /order at the same time place one order',
    page: PAGE,
    async check(stage) {
      const opened = await stage.authorize();
      expectOneOrder(stage, opened, await Promise.all([order(opened), order(opened), order(opened)]));
    },
  },
  {
    id: 'order-answer-lost',
    promise: 'If Klarna’s answer to the order is lost, the next POST /order returns that order',
    page: PAGE,
    async check(stage) {
      const opened = await stage.authorize();
      // An endpoint may repeat the call by itself. It must then be the shopper who repeats.
      const lost = { outcome: 'fail', call: 'create_order', with: 'lost' } as const;
      stage.klarna.simulator.script([lost, lost, lost]);
      const first = await order(opened);
      await stage.klarna.forgetScript();
      expectThat(first.status === 200 || first.status >= 500, '200, or an error of the server', describe(first));
      expectOneOrder(stage, opened, [await order(opened)]);
    },
  },
  {
    id: 'callback-then-browser',
    promise: 'If Klarna’s callback comes first, POST /order returns its order',
    page: PAGE,
    async check(stage) {
      const opened = await stage.authorize();
      expectOneOrder(stage, opened, [await stage.callBack(opened, opened.ids), await order(opened)]);
    },
  },
  {
    id: 'browser-then-callback',
    promise: 'If the browser comes first, Klarna’s callback places no second order and gets a 2xx',
    page: PAGE,
    async check(stage) {
      const opened = await stage.authorize();
      expectOneOrder(stage, opened, [await order(opened), await stage.callBack(opened, opened.ids)]);
    },
  },
  {
    id: 'callback-and-browser',
    promise: 'Browser and callback at the same time place one order',
    page: PAGE,
    async check(stage) {
      const opened = await stage.authorize();
      expectOneOrder(stage, opened, await Promise.all([order(opened), stage.callBack(opened, opened.ids)]));
    },
  },
  {
    id: 'callback-verified',
    promise: 'A callback with a token that Klarna does not name places no order and is refused',
    page: 'docs/merchant-server.md#security',
    async check(stage) {
      const opened = await stage.open();
      const { session_id } = opened.session;
      const answer = await stage.callBack(opened, { session_id, authorization_token: crypto.randomUUID() });
      expectThat(answer.status >= 400, 'a refusal', describe(answer));
      expectThat(stage.ordersOf(opened).length === 0, 'no order', 'an order');
    },
  },
  {
    id: 'order-saved-once',
    promise: 'The shop has saved an order once, also if browser and callback ask',
    page: PAGE,
    async check(stage) {
      const opened = await stage.authorize();
      await order(opened);
      if (opened.session.request.merchant_urls?.authorization) await stage.callBack(opened, opened.ids);
      const [placed] = stage.ordersOf(opened);
      const rows = (await stage.savedOrders(opened.shopper)).filter((order_id) => order_id === placed?.order_id).length;
      expectThat(rows === 1, 'one saved order', `${rows}`);
    },
  },
  {
    id: 'cart-changed-refused',
    promise: 'POST /order for a changed cart answers 409 with the code cart-changed, and places no order',
    page: ERRORS,
    async check(stage) {
      stage.requireChangeCart();
      const opened = await stage.authorize();
      await stage.changeCart(opened.shopper);
      const answer = await order(opened);
      expectThat(stage.ordersOf(opened).length === 0, 'no order', 'an order of the old cart');
      const is409 = answer.status === 409 && answer.body.code === 'cart-changed';
      expectThat(is409, '409 cart-changed', describe(answer));
    },
  },
  {
    id: 'cart-changed-cancelled',
    promise: 'If the cart has changed, the authorization is cancelled at Klarna',
    page: PAGE,
    async check(stage) {
      stage.requireChangeCart();
      const opened = await stage.authorize();
      await stage.changeCart(opened.shopper);
      await order(opened);
      if (stage.ordersOf(opened).length > 0) return stage.leaveOut('the endpoint has placed the order');
      const state = opened.session.authorization?.state;
      expectThat(state === 'cancelled', 'a cancelled authorization', `${state}`);
    },
  },
  {
    id: 'order-declined',
    promise: 'If Klarna declines the order, the answer has the code authorization and the reason declined',
    page: ERRORS,
    async check(stage) {
      const opened = await stage.authorize();
      const refusal = { status: 403, error_code: 'REJECTED', error_messages: ['Not approved'] };
      stage.klarna.simulator.script([{ outcome: 'fail', call: 'create_order', refusal }]);
      const answer = await order(opened);
      const seen = describe(answer);
      expectThat(answer.status >= 400 && seen.endsWith('authorization/declined'), '402 authorization/declined', seen);
    },
  },
  {
    id: 'authorization-expired',
    promise: 'If the authorization has expired, the answer has the reason expired, and there is no order',
    page: ERRORS,
    async check(stage) {
      const opened = await stage.authorize();
      await stage.klarna.simulator.advance(2 * HOUR_MS);
      const answer = await order(opened);
      const { code, reason } = answer.body;
      const isExpired = (code === 'authorization' || code === 'session') && reason === 'expired';
      expectThat(answer.status >= 400 && isExpired, '410 authorization/expired', describe(answer));
    },
  },
  {
    id: 'order-not-for-strangers',
    promise: 'A stranger who knows a session_id does not get its order',
    page: 'docs/merchant-server.md#security',
    async check(stage) {
      const opened = await stage.authorize();
      await order(opened);
      const stranger = await stage.arrive();
      const { session_id } = opened.ids;
      const answer = await stranger.post('/order', { session_id, authorization_token: crypto.randomUUID() });
      const [placed] = stage.ordersOf(opened);
      expectThat(answer.status >= 400, 'a refusal', describe(answer));
      expectThat(!placed || !answer.text.includes(placed.order_id), 'no order_id', 'the order of another shopper');
    },
  },
];
