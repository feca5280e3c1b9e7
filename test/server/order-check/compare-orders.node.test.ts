/** Decides for pairs of carts whether the session and the order treat them as the same cart. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OrderLine, SessionRequest } from '../../../src/klarna/types.ts';
import { createKlarnaHandler, grossLine, sumOrder } from '../../../src/server/index.ts';
import { createKlarnaSimulator } from '../../../src/simulator/index.ts';
import { startFakeKlarna } from '../support/fake-klarna.ts';
import { cartOf, createShop, PASSWORD, SECRET, SHOP } from '../support/shop.ts';
import { openShop } from '../support/simulated-shop.ts';

const approval = { authorization_token: 'token-1', session_id: 'session-1' };

const mug = grossLine({ name: 'Mug', reference: 'm', unit_price: 4750, tax_rate: 2500 });
const lamp = grossLine({ name: 'Lamp', reference: 'l', quantity: 2, unit_price: 9900, tax_rate: 2500 });
const parcel = grossLine({ name: 'Parcel', type: 'shipping_fee', unit_price: 4900, tax_rate: 2500 });

const cartWith = (lines: readonly OrderLine[], change: Partial<SessionRequest> = {}): SessionRequest => ({
  purchase_country: 'SE',
  purchase_currency: 'SEK',
  ...sumOrder(lines),
  merchant_reference1: 'cart-x',
  ...change,
});

/** Opens a session with the first cart, authorizes it, and orders when the shop has the second cart. */
async function orderAfter(before: SessionRequest, after: SessionRequest) {
  await using klarna = await startFakeKlarna();
  const shop = createShop(klarna, { onCustomerToken: () => undefined });
  shop.cart = before;
  await shop.post('/session');
  klarna.approve();
  shop.cart = after;
  const response = await shop.post('/order', approval);
  const body = await response.json();
  return { status: response.status, body, cancelled: klarna.calls('DELETE', '/token-1').length };
}

describe('a cart that has changed since the authorization', () => {
  const subscription = { name: 'Coffee monthly', interval: 'MONTH', interval_count: 1 } as const;
  const before = cartWith([mug, lamp]);
  const others: Record<string, [SessionRequest, SessionRequest, string]> = {
    'its first reference': [before, { ...before, merchant_reference1: 'cart-y' }, 'merchant_reference1'],
    'its second reference': [before, { ...before, merchant_reference2: 'y' }, 'merchant_reference2'],
    'a reference that is gone': [before, cartWith([mug, lamp], { merchant_reference1: '' }), 'merchant_reference1'],
    'data of the shop that are new': [before, { ...before, merchant_data: '{"coffee":1}' }, 'merchant_data'],
    'the variant of a line': [
      cartWith([{ ...mug, product_identifiers: { brand: 'Emalj', size: 'M' } }]),
      cartWith([{ ...mug, product_identifiers: { brand: 'Emalj', size: 'L' } }]),
      'order_lines[0].product_identifiers',
    ],
    'data of the shop on a line': [
      cartWith([lamp, { ...mug, merchant_data: 'white' }]),
      cartWith([lamp, { ...mug, merchant_data: 'blue' }]),
      'order_lines[1].merchant_data',
    ],
    'the reference of a line': [
      cartWith([mug, { ...mug, reference: 'n' }]),
      cartWith([mug, { ...mug, reference: 'o' }]),
      'order_lines[1].reference',
    ],
    'a line that turned into a subscription': [
      cartWith([mug, lamp]),
      cartWith([{ ...lamp, subscription }, mug]),
      'order_lines[0].subscription',
    ],
    'a line that is there twice': [cartWith([mug, mug, parcel]), cartWith([mug, parcel, parcel]), 'order_amount'],
  };
  for (const [what, [first, second, field]] of Object.entries(others)) {
    it(`the handler cancels the authorization if the cart differs in ${what}`, async () => {
      const { status, body, cancelled } = await orderAfter(first, second);
      assert.deepEqual([status, body.code, cancelled], [409, 'cart-changed', 1]);
      assert.ok(body.error_messages[0].includes(field), body.error_messages[0]);
    });
  }

  it('POST /session updates the session for another cart with the same lines', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    shop.cart = cartWith([mug]);
    await shop.post('/session');
    shop.cart = cartWith([mug], { merchant_reference1: 'cart-y' });
    await shop.post('/session');
    assert.equal(klarna.session?.merchant_reference1, 'cart-y');
  });
});

describe('the same cart', () => {
  const { reference, ...withoutReference } = parcel;
  const before = cartWith([mug, lamp, parcel], { merchant_data: '{}' });
  const same: Record<string, SessionRequest> = {
    'its lines in another order': cartWith([parcel, mug, lamp], { merchant_data: '{}' }),
    'its lines turned round': cartWith([parcel, lamp, mug], { merchant_data: '{}' }),
    'its members in another order': JSON.parse(
      JSON.stringify({
        ...before,
        order_lines: [mug, lamp, parcel].map((line) => Object.fromEntries(Object.entries(line).reverse())),
      }),
    ),
    'defaults written out': {
      ...before,
      intent: 'buy',
      merchant_reference2: '',
      order_lines: [mug, { ...lamp, total_discount_amount: 0 }, { ...withoutReference, reference: '' }],
    },
  };
  for (const [how, after] of Object.entries(same)) {
    it(`the handler orders the same cart with ${how}`, async () => {
      const { status, body } = await orderAfter(before, after);
      assert.equal(status, 200, JSON.stringify(body));
    });
  }

  for (const how of ['its lines in another order', 'its lines turned round', 'its members in another order']) {
    it(`the same cart keeps session, authorization and revision with ${how}`, async () => {
      await using klarna = await startFakeKlarna();
      const shop = createShop(klarna);
      shop.cart = before;
      const { revision } = await (await shop.post('/session')).json();
      klarna.approve();
      shop.cart = same[how] ?? null;
      const again = await (await shop.post('/session')).json();
      assert.deepEqual(
        [again.session_id, again.authorization_token, again.revision],
        ['session-1', 'token-1', revision],
      );
      assert.equal(klarna.calls('POST', '/session-1').length, 0);
    });
  }
});

describe('a shopper whose address is in another country than the session', () => {
  const GERMAN = { purchase_country: 'DE', purchase_currency: 'EUR' };
  const VIENNA = { given_name: 'Test', family_name: 'Person-at', postal_code: '1010', city: 'Wien', country: 'AT' };

  async function openGermanShop(overrides: boolean) {
    const klarna = createKlarnaSimulator({ username: 'PK1', password: PASSWORD, billing_country_overrides: overrides });
    const listening = await klarna.listen();
    const saved: string[] = [];
    let total = 9500;
    let purchase_country = GERMAN.purchase_country;
    const handler = createKlarnaHandler({
      username: 'PK1',
      password: PASSWORD,
      environment: new URL(listening.url),
      secret: SECRET,
      getOrder: () => ({ ...cartOf(total), ...GERMAN, purchase_country }),
      onOrder: ({ order_id }) => void saved.push(order_id),
      onError: () => undefined,
    });
    let cookie = '';
    const post = async (route: string, body: unknown = {}) => {
      const headers = { 'content-type': 'application/json', cookie };
      const response = await handler(
        new Request(SHOP + route, { method: 'POST', headers, body: JSON.stringify(body) }),
      );
      cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
      return { status: response.status, body: await response.json() };
    };
    return {
      klarna,
      saved,
      post,
      setTotal: (amount: number) => {
        total = amount;
      },
      moveTo: (country: string) => {
        purchase_country = country;
      },
      approve: async (billing_address: Record<string, string> = VIENNA) => {
        const { session_id } = (await post('/session')).body;
        const { authorization_token } = klarna.authorize(session_id, { data: { billing_address } });
        return { session_id, authorization_token };
      },
      [Symbol.asyncDispose]: () => listening.close(),
    };
  }

  it('a shopper from another country buys: Klarna’s change of the country is not a change of the cart', async () => {
    await using shop = await openGermanShop(true);
    const approved = await shop.approve();
    assert.equal(shop.klarna.sessions()[0]?.request.purchase_country, 'AT');
    const { status, body } = await shop.post('/order', approved);
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(shop.klarna.orders()[0]?.request.purchase_country, 'AT');
  });

  it('a shopper from another country keeps the authorization after a reload', async () => {
    await using shop = await openGermanShop(true);
    const approved = await shop.approve();
    const { session_id, authorization_token } = (await shop.post('/session')).body;
    assert.deepEqual({ session_id, authorization_token }, approved);
  });

  it('a shopper from another country must authorize a changed cart again', async () => {
    await using shop = await openGermanShop(true);
    const approved = await shop.approve();
    shop.setTotal(5000);
    assert.equal((await shop.post('/order', approved)).status, 409);
  });

  it('the shopper must authorize again if the shop moves the cart to another country of the same currency', async () => {
    for (const [overrides, address, country] of [
      [false, { ...VIENNA, postal_code: '10115', city: 'Berlin', country: 'DE' }, 'AT'],
      [true, VIENNA, 'NL'],
    ] as const) {
      await using shop = await openGermanShop(overrides);
      const approved = await shop.approve(address);
      shop.moveTo(country);
      const { status, body } = await shop.post('/order', approved);
      assert.deepEqual([status, body.error_messages], [409, ['Not matching fields: [purchase_country]']]);
    }
  });

  it('the simulator keeps the country of the session without the switch, and with a country of another currency', async () => {
    for (const [overrides, address] of [
      [false, VIENNA],
      [true, { ...VIENNA, postal_code: '8001', country: 'CH' }],
    ] as const) {
      await using shop = await openGermanShop(overrides);
      await shop.approve(address);
      assert.equal(shop.klarna.sessions()[0]?.request.purchase_country, 'DE');
    }
  });
});

describe('a business', () => {
  const business = { customer: { type: 'organization', organization_entity_type: 'LIMITED_COMPANY' } } as const;

  it('Klarna gets the kind of customer with the new session, and the order repeats it', async () => {
    const cart = { ...cartOf(), ...business };
    await using shop = await openShop({ getOrder: () => cart });
    const session_id = await shop.open();
    const [session] = shop.klarna.sessions();
    assert.deepEqual(session?.details.customer, business.customer);
    const authorization_token = shop.approve(session_id, { customer: { organization_registration_id: '556677-8899' } });
    assert.equal((await shop.request('/order', { session_id, authorization_token })).status, 200);
    const { customer } = shop.klarna.orders()[0]?.request ?? {};
    assert.deepEqual(customer, { ...business.customer, organization_registration_id: '556677-8899' });
  });

  it('a business has a session of its own, and another kind of entity has another one', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    const ids: string[] = [];
    const carts: Partial<SessionRequest>[] = [
      {},
      { customer: { type: 'person' } },
      { customer: { type: 'organization' } },
      business,
      business,
    ];
    for (const change of carts) {
      shop.cart = { ...cartOf(), ...change };
      ids.push((await (await shop.post('/session')).json()).session_id);
    }
    assert.deepEqual(ids, ['session-1', 'session-1', 'session-2', 'session-3', 'session-3']);
  });

  for (const person of [{}, { customer: { type: 'person' } }] as const) {
    for (const [who, first, then] of [
      ['a business', person, business],
      ['a person', business, person],
    ] as const) {
      it(`${who} is another customer than the one who authorized: ${JSON.stringify(person)}`, async () => {
        const { status, body } = await orderAfter({ ...cartOf(), ...first }, { ...cartOf(), ...then });
        assert.deepEqual([status, body.error_messages], [409, ['Not matching fields: [customer.type]']]);
      });
    }
  }

  it('the handler names a type of entity that Klarna does not know', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    shop.cart = { ...cartOf(), customer: { type: 'company' as never } };
    const { reason, error_messages } = await (await shop.post('/session')).json();
    assert.equal(reason, 'bad-order');
    assert.match(error_messages[0], /customer\.type: expected one of person, organization, given "company"/);
  });
});

describe('a detail of the customer without a value', () => {
  for (const nothing of [undefined, null]) {
    it(`a customer detail without a value does not count: ${nothing}`, async () => {
      await using klarna = await startFakeKlarna();
      const shop = createShop(klarna);
      const billing_address = { email: nothing };
      const customer = { date_of_birth: nothing };
      shop.cart = { ...cartOf(), billing_address, shipping_address: nothing, customer } as never;
      assert.equal((await shop.post('/session')).status, 200);
      const sent = klarna.seen[0]?.body as Record<string, unknown>;
      assert.deepEqual(
        ['billing_address', 'shipping_address', 'customer'].filter((name) => name in sent),
        [],
      );
    });
  }

  it('the error names only the detail with a value, and does not repeat the value', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    shop.cart = { ...cartOf(), billing_address: { email: 'ada@example.se', phone: undefined } } as never;
    const { reason, error_messages } = await (await shop.post('/session')).json();
    assert.deepEqual([reason, error_messages], ['customer-details', ['billing_address.email: not allowed here']]);
    assert.equal(klarna.seen.length, 0);
  });
});
