/**
 * Replays recorded and documented behaviour of the real Klarna against the simulator, if the recordings are available.
 * Ids, the order of categories, localised names and the order of field names are not compared, because they vary at
 * Klarna too.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { KlarnaErrorBody, OrderLine } from '../../../src/klarna/types.ts';
import { ask, authorized, create, open, order, placed } from '../support/in-process.ts';
import { SESSION } from '../support/support.ts';
import { type Evidence, fieldsOf, readEvidence, SKIP } from './evidence.ts';
import { EXCEPTIONS, OTHER_HEADERS, OTHER_WORDS } from './exceptions.ts';
import { createOpenApi } from './open-api.ts';
import { RULES } from './rules.ts';
import { createSession, DOCUMENTED, lineOf, SCENES, type Scene, sessionWith } from './scenes.ts';

const PAYMENTS = 'payments#/components/schemas';
const MANAGEMENT = 'order-management#/components/schemas';

const validate = SKIP ? () => undefined : createOpenApi();

const claimsOf = (client_token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(client_token.split('.')[1] ?? '', 'base64url').toString());

/** Compares all headers and their values, if any were recorded. An extra or a missing header fails. */
function assertSameHeaders({ response_headers }: Evidence, response: Response): void {
  if (response_headers === undefined) return;
  const compared = (headers: Iterable<[string, string]>) =>
    Object.fromEntries([...headers].filter(([name]) => !Object.hasOwn(OTHER_HEADERS, name)));
  assert.deepEqual(compared(response.headers), compared(Object.entries(response_headers)));
}

/** As recorded at the playground, which counts calls. */
const replayed: Scene = ({ request }) => createSession(request, create({ rate_limit: true }));

describe('Recorded sessions that Klarna accepted', { skip: SKIP }, () => {
  for (const evidence of readEvidence('create-session-accepted')) {
    it(`${evidence.id} is accepted, with the same members`, async () => {
      const response = await replayed(evidence);
      assert.equal(response.status, evidence.status);
      assertSameHeaders(evidence, response);
      const body = (await response.json()) as { client_token: string };
      assert.deepEqual(Object.keys(body).toSorted(), Object.keys(evidence.response ?? {}).toSorted());
      const claims = Object.keys(evidence.client_token_decoded?.claims ?? {});
      assert.deepEqual(Object.keys(claimsOf(body.client_token)).toSorted(), claims.toSorted());
      validate(`${PAYMENTS}/merchant_session`, body);
    });
  }
});

/** Same status, code and set of fields. A gateway's answer has neither code nor JSON. */
async function assertSameRefusal(evidence: Evidence, response: Response): Promise<void> {
  const { id, status, error_code = evidence.response?.error_code } = evidence;
  assert.equal(response.status, status);
  assertSameHeaders(evidence, response);
  if (error_code === undefined) {
    assert.doesNotMatch(response.headers.get('content-type') ?? '', /json/);
    return;
  }
  const body = (await response.json()) as KlarnaErrorBody;
  assert.equal(body.error_code, error_code);
  const expected = evidence.response?.error_messages ?? (evidence.error_message ? [evidence.error_message] : undefined);
  if (expected && !OTHER_WORDS.includes(id)) assert.deepEqual(fieldsOf(body.error_messages), fieldsOf(fill(expected)));
  if (status === 400) validate(`${PAYMENTS}/ErrorV2`, body);
}

/** Documented messages have capital letters for parts that vary: the line, the field, the name of a token. */
const fill = (messages: readonly string[]): string[] =>
  messages.map((message) => message.replace('[X]', '[0]').replace('{field}', 'country'));

function replay(name: string, sceneOf: (evidence: Evidence) => Scene | undefined): void {
  for (const evidence of readEvidence(name)) {
    if (EXCEPTIONS[evidence.id]) continue;
    it(`${evidence.id} gets the same refusal`, async () => {
      const scene = sceneOf(evidence);
      assert.ok(scene, `${evidence.id} is new: write a scene for it, or name it as an exception.`);
      await assertSameRefusal(evidence, await scene(evidence));
    });
  }
}

describe('Recorded and reported refusals', { skip: SKIP }, () => {
  const isWhole = ({ request, request_partial, kind }: Evidence) => request && !request_partial && kind === 'recorded';
  replay('create-session-rejected', (evidence) => SCENES[evidence.id] ?? (isWhole(evidence) ? replayed : undefined));
  replay('orders-and-tokens', ({ id }) => SCENES[id]);
});

describe('Documented errors', { skip: SKIP }, () => {
  replay('documented-errors', ({ id }) => DOCUMENTED[id.slice(-3)]);
});

describe('Requests of Klarna’s documentation', { skip: SKIP }, () => {
  const lineScene: Scene = ({ request }) => {
    const line = request as unknown as OrderLine;
    return createSession(sessionWith([line, lineOf(50_000)]));
  };
  const fragment: Scene = ({ request }) =>
    createSession({ purchase_country: 'SE', purchase_currency: 'SEK', ...request });
  const scenes: Record<string, Scene> = {
    update_session: async ({ request }) => {
      const klarna = create();
      const { session_id } = await open(klarna);
      return ask(klarna, `/payments/v1/sessions/${session_id}`, 'POST', request);
    },
    create_token: async ({ request }) => {
      const klarna = create();
      const country = { purchase_country: 'US', purchase_currency: 'USD', locale: 'en-US' };
      const approved = sessionWith([lineOf(999)], { ...country, intent: 'tokenize' });
      const { session_id } = await open(klarna, approved);
      const { authorization_token } = klarna.authorize(session_id);
      return ask(klarna, `/payments/v1/authorizations/${authorization_token}/customer-token`, 'POST', request);
    },
    token_order: async ({ request }) => {
      const klarna = create();
      const { authorization_token } = await authorized(klarna, { ...SESSION, intent: 'tokenize' });
      const body = { description: 'Lamps', intended_use: 'SUBSCRIPTION' };
      const made = await ask(klarna, `/payments/v1/authorizations/${authorization_token}/customer-token`, 'POST', body);
      const { token_id } = (await made.json()) as { token_id: string };
      return ask(klarna, `/customer-token/v1/tokens/${token_id}/order`, 'POST', request);
    },
  };

  for (const evidence of readEvidence('vendor-examples')) {
    const { id, operation = '' } = evidence;
    if (EXCEPTIONS[id]) continue;
    it(`${id} (${operation}) is accepted`, async () => {
      const known = scenes[operation] ?? (operation === 'order line' ? lineScene : fragment);
      const response = await known(evidence);
      assert.equal(response.status, operation === 'update_session' ? 204 : 200, await response.clone().text());
    });
  }
});

describe('Rules that Klarna’s traffic keeps', () => {
  for (const [id, proof] of Object.entries(RULES)) {
    if (typeof proof === 'function') it(`${id} is kept`, proof);
    else {
      it(`${id} is kept: ${proof.name}`, () => {
        const [file] = ['node', 'long']
          .map((kind) => new URL(`${proof.file}.${kind}.test.ts`, import.meta.url))
          .filter(existsSync);
        const tests = file ? readFileSync(file, 'utf8') : '';
        const isThere = ["'", '`'].some((quote) => tests.includes(quote + proof.name));
        assert.ok(isThere, 'There is no such test any more.');
      });
    }
  }

  it('Each recorded rule has a proof', { skip: SKIP }, () => {
    const ids = readEvidence('observed-rules').map(({ id }) => id);
    assert.deepEqual(Object.keys(RULES), ids, 'Write a proof for what is new.');
  });
});

describe('Evidence that is not replayed', { skip: SKIP }, () => {
  const names = ['create-session-rejected', 'orders-and-tokens', 'documented-errors', 'vendor-examples'];
  const ids = new Set(names.flatMap(readEvidence).map(({ id }) => id));
  for (const [id, reason] of Object.entries(EXCEPTIONS)) {
    it(`${id}: ${reason}`, () => assert.ok(ids.has(id), 'There is no such evidence any more.'));
  }
});

describe('Answers', { skip: SKIP }, () => {
  it('The answers match Klarna’s OpenAPI description', async () => {
    const klarna = create();
    const request = {
      ...SESSION,
      intent: 'buy_and_tokenize',
      merchant_urls: { confirmation: 'https://shop.test/' },
    } as const;
    const { session_id, authorization_token } = await authorized(klarna, request);
    const json = async (path: string, method = 'GET', body?: unknown) => (await ask(klarna, path, method, body)).json();
    validate(`${PAYMENTS}/session_read`, await json(`/payments/v1/sessions/${session_id}`));
    const token = { description: 'Lamps', intended_use: 'SUBSCRIPTION' };
    const tokenPath = `/payments/v1/authorizations/${authorization_token}/customer-token`;
    validate(`${PAYMENTS}/customer_token_creation_response`, await json(tokenPath, 'POST', token));
    validate(`${PAYMENTS}/order`, await (await order(klarna, authorization_token, request)).json());
    const order_id = await placed(klarna);
    const path = `/ordermanagement/v1/orders/${order_id}`;
    const shipping_info = [{ shipping_company: 'DHL', tracking_number: 1245 }];
    const part = { captured_amount: 100, description: 'Sent', reference: 'A', order_lines: SESSION.order_lines };
    const captured = await ask(klarna, `${path}/captures`, 'POST', { ...part, shipping_info, shipping_delay: 1 });
    await ask(klarna, `${path}/captures`, 'POST', { captured_amount: 200 });
    await ask(klarna, `${path}/shipping-info`, 'POST', { shipping_info });
    await ask(klarna, `${path}/extend-authorization-time`, 'POST');
    const capture = `${path}/captures/${captured.headers.get('capture-id')}`;
    const refunded = await ask(klarna, `${path}/refunds`, 'POST', { refunded_amount: 50 });
    validate(`${MANAGEMENT}/Order`, await json(path));
    validate(`${MANAGEMENT}/Capture`, await json(capture));
    validate(`${MANAGEMENT}/ExtendDueDateOptions`, await json(`${capture}/extend-due-date-options`));
    validate(`${MANAGEMENT}/Refund`, await json(`${path}/refunds/${refunded.headers.get('refund-id')}`));
  });
});
