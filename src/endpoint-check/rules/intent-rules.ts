/** Rules about the four intents, if `--cart-url` can make a cart of each. */
import { INTENTS, type Intent } from '../../klarna/types.ts';
import { describe } from '../play/shopper.ts';
import { expectThat } from '../play/verdict.ts';
import type { Rule } from '../rule.ts';

function createRule(intent: Intent): Rule {
  const makesOrder = intent !== 'tokenize';
  const makesToken = intent !== 'buy';
  const result = [makesToken && 'a customer token', makesOrder && 'an order'].filter(Boolean).join(' and ');
  return {
    id: `intent-${intent.replaceAll('_', '-')}`,
    promise: `A cart with the intent ${intent} becomes ${result}`,
    page: 'docs/merchant-server.md#subscriptions',
    async check(stage) {
      if (!stage.offersIntents) return stage.leaveOut('it needs a --cart-url with {intent} in it');
      const authorized = await stage.authorize(intent);
      const { answer: opened, session, shopper, ids } = authorized;
      const kept = session.request.intent ?? 'buy';
      expectThat(kept === intent, `the intent ${intent} at Klarna`, kept);
      const told = String(opened.body.intent ?? 'buy');
      expectThat(told === intent, `the intent ${intent} in the answer of POST /session`, told);
      const placed = await shopper.post('/order', ids);
      expectThat(placed.status === 200, '200 of POST /order', describe(placed));
      const orders = stage.ordersOf(authorized).length;
      expectThat(orders === (makesOrder ? 1 : 0), makesOrder ? 'one order at Klarna' : 'no order', `${orders}`);
      const tokens = stage.klarna.simulator.customerTokens().filter((token) => token.session_id === session.session_id);
      expectThat(
        tokens.length === (makesToken ? 1 : 0),
        makesToken ? 'one customer token' : 'none',
        `${tokens.length}`,
      );
      const { customer_token } = placed.body as { customer_token?: { token_id?: string } };
      const isNamed = customer_token?.token_id === tokens[0]?.token_id;
      expectThat(isNamed, 'Klarna’s token_id in the answer', 'another one, or none');
    },
  };
}

export const INTENT_RULES: readonly Rule[] = INTENTS.map(createRule);
