/** Klarna's published test people get the results that they are published for, in every market. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { findMarket } from '../../../src/klarna/markets.ts';
import type { UpdateData } from '../../../src/klarna/sdk.ts';
import type { SessionCreated, SessionRequest } from '../../../src/klarna/types.ts';
import { createKlarnaSimulator } from '../../../src/simulator/index.ts';
import { TEST_MARKETS, type TestMarket, type TestTag, testPerson } from '../../../src/simulator/testing/test-person.ts';
import { SESSION } from '../support/support.ts';

const klarna = createKlarnaSimulator({ seed: 'people' });

const ORIGIN = 'http://klarna.test';

const post = async (path: string, body: unknown) => {
  const headers = { 'content-type': 'application/json', authorization: `Basic ${btoa('shop:secret')}` };
  return klarna(new Request(ORIGIN + path, { method: 'POST', headers, body: JSON.stringify(body) }));
};

async function openSession(country: TestMarket): Promise<SessionCreated> {
  const { currency, locales } = findMarket(country) ?? assert.fail(`${country} is no market`);
  const request: SessionRequest = { ...SESSION, purchase_country: country, purchase_currency: currency };
  const response = await post('/payments/v1/sessions', { ...request, locale: locales[0] });
  assert.equal(response.status, 200, await response.clone().text());
  return response.json();
}

/** A request of the frame for `Klarna.Payments`. */
const frame = async (method: string, params: object) => (await post(`/kp/frames/api/${method}`, params)).json();

async function authorize(country: TestMarket, tag?: TestTag) {
  const { session_id } = await openSession(country);
  return klarna.authorize(session_id, { data: testPerson(country, tag) as UpdateData });
}

/** For each tag: the end of `authorize` if the shopper in the pop-up approves. */
const ENDINGS: [tag: TestTag | undefined, approved: boolean, show_form: boolean][] = [
  [undefined, true, true],
  ['denied', false, false],
  ['new_user', true, true],
  ['require_signup', true, true],
  ['reject_reason_credit_limit_exceeded', false, false],
  ['reject_reason_under_age', false, false],
];

describe('Klarna’s test people', () => {
  it('Test people exist for every market', () => {
    assert.equal(TEST_MARKETS.length, 26);
    assert.deepEqual(
      TEST_MARKETS.filter((country) => !findMarket(country)),
      [],
    );
  });

  for (const country of TEST_MARKETS) {
    it(`Test people in ${country} get the results that they are published for`, async () => {
      for (const [tag, approved, show_form] of ENDINGS) {
        const result = await authorize(country, tag);
        assert.deepEqual(
          [result.approved, result.show_form],
          [approved, show_form],
          `${tag}: ${JSON.stringify(result)}`,
        );
        assert.equal(typeof result.authorization_token, approved ? 'string' : 'undefined');
      }
    });

    it(`Test people in ${country} are offered Klarna, except the red one`, async () => {
      for (const tag of [undefined, 'denied', 'red'] as const) {
        const { session_id } = await openSession(country);
        const data = testPerson(country, tag);
        const { result } = await frame('load', { session_id, payment_method_categories: [], data });
        assert.deepEqual(result, { show_form: tag !== 'red' });
      }
    });
  }

  it('Test people are recognized by the delivery address too, and in capitals', async () => {
    const { session_id } = await openSession('US');
    const { billing_address } = testPerson('US');
    const shipping_address = { ...billing_address, email: 'CUSTOMER+REJECT_REASON_OTHER@email.us' };
    const result = klarna.authorize(session_id, { data: { billing_address, shipping_address } });
    assert.deepEqual(result, { approved: false, show_form: false });
  });

  it('A denied test person after an approval is denied, and the approval is not repeated', async () => {
    const { session_id } = await openSession('DE');
    const repeat = async (data: object) => (await frame('repeat', { session_id, data })).result.approved;
    const authorize = (tag?: TestTag) => klarna.authorize(session_id, { data: testPerson('DE', tag) as UpdateData });
    assert.equal(authorize().approved, true);
    assert.equal(await repeat({}), true);
    assert.equal(await repeat(testPerson('DE', 'denied')), false);
    assert.equal(await repeat({}), false);
    assert.equal(authorize().approved, true);
    assert.equal(authorize('denied').approved, false);
    assert.equal(await repeat(testPerson('DE')), false);
  });

  it('A person with an unknown tag is an ordinary person', async () => {
    for (const email of ['denied@email.de', 'customer+undenied@email.de', 'customer@red.de', 'customer@a+denied.de']) {
      const { session_id } = await openSession('DE');
      const { billing_address } = testPerson('DE');
      const result = klarna.authorize(session_id, { data: { billing_address: { ...billing_address, email } } });
      assert.equal(result.approved, true, email);
    }
  });
});

describe('A new customer in the pop-up', () => {
  const open = async (tag?: TestTag) => {
    const { session_id } = await openSession('DE');
    const params = { session_id, payment_method_category: 'pay_later', data: testPerson('DE', tag) };
    const { result } = await frame('authorize', params);
    return { session_id, popup: `/kp/popup/${result.attempt_id}` };
  };
  const press = (popup: string, form: Record<string, string>) =>
    klarna(new Request(ORIGIN + popup, { method: 'POST', body: new URLSearchParams(form) }));
  const isApproved = (session_id: string) =>
    klarna.sessions().find((session) => session.session_id === session_id)?.attempt?.result?.approved;

  it('A new customer is asked for a code, others are not', async () => {
    for (const [tag, asked] of [
      ['new_user', true],
      ['require_signup', true],
      [undefined, false],
    ] as const) {
      const { popup } = await open(tag);
      const text = await (await klarna(new Request(ORIGIN + popup))).text();
      assert.equal(text.includes('name="code"'), asked);
    }
  });

  it('A new customer is refused with a wrong code, and continues with any six digits', async () => {
    const { session_id, popup } = await open('require_signup');
    for (const code of ['', '12345', '1234567', '12345a', '999999']) {
      const answer = await press(popup, { decision: 'approve', code });
      assert.match(await answer.text(), /That code is not right/);
      assert.equal(isApproved(session_id), undefined);
    }
    await press(popup, { decision: 'approve', code: '123456' });
    assert.equal(isApproved(session_id), true);
  });

  it('A new customer may cancel without a code', async () => {
    const { session_id, popup } = await open('new_user');
    await press(popup, { decision: 'cancel' });
    assert.equal(isApproved(session_id), false);
  });
});

const shared = new URL('../../../../shared/klarna/sample-customers.json', import.meta.url);

/** Published for forms of Klarna's own. The Payments API has no field of these names. */
const NOT_IN_THE_API = ['tax_number', 'fiscal_code', 'personal_identification_number', 'dni'];

describe('The published data', { skip: existsSync(shared) ? false : 'the shared folder is not here' }, () => {
  interface Published {
    country: TestMarket;
    approved: Record<string, string>;
    denied: Record<string, string>;
    new_user: Record<string, string>;
  }
  const markets: Published[] = existsSync(shared) ? JSON.parse(readFileSync(shared, 'utf8')).markets : [];

  for (const { country, approved, denied, new_user } of markets) {
    it(`testPerson returns Klarna’s published data for ${country}`, () => {
      for (const [tag, published] of [
        [undefined, approved],
        ['denied', denied],
      ] as const) {
        const { billing_address, customer } = testPerson(country, tag);
        const expected = Object.fromEntries(
          Object.entries(published).filter(([name]) => !NOT_IN_THE_API.includes(name)),
        );
        assert.deepEqual({ ...billing_address, ...customer }, expected);
      }
      assert.equal(testPerson(country, 'new_user').billing_address.phone, new_user.phone);
    });
  }
});
