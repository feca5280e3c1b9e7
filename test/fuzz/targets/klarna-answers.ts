/** One purchase through the handler, with one odd answer of Klarna. 5xx are absent: the handler waits and repeats them, and `klarna-faults.node.test.ts` has them. */
import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { createKlarnaHandler } from '../../../src/server/index.ts';
import { createKlarnaSimulator } from '../../../src/simulator/index.ts';
import { cartOf, PASSWORD, SECRET, SHOP } from '../../server/support/shop.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { oddJson, oddText, pathsOf, replaceAt } from '../support/odd-values.ts';

const STATUSES = [200, 200, 200, 200, 201, 204, 301, 304, 400, 401, 403, 404, 409, 410, 418, 422, 429];

const HEADERS = ['content-type', 'retry-after', 'klarna-correlation-id', 'x-ratelimit-reset', 'location', 'capture-id'];

/** `member` is an index into the members of Klarna's own answer. */
type Change = { kind: 'member'; member: number; by: unknown } | { kind: 'body'; text: string } | { kind: 'none' };

const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('member' as const),
      member: fc.nat(99),
      by: fc.option(oddJson, { nil: undefined }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('body' as const), text: oddText }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'none' as const }) },
);

const oddAnswer = fc.record({
  /** The number of the call to Klarna that is answered oddly. */
  call: fc.nat(12),
  /** Undefined leaves Klarna's own status. */
  status: fc.option(fc.constantFrom(...STATUSES), { nil: undefined, freq: 2 }),
  change,
  headers: fc.dictionary(fc.constantFrom(...HEADERS), fc.stringMatching(/^[\x20-\x7e]{0,30}$/), { maxKeys: 2 }),
  subscribes: fc.boolean(),
  isOrdered: fc.boolean(),
});

type OddAnswer = typeof oddAnswer extends fc.Arbitrary<infer Value> ? Value : never;

function changeText(text: string, { change }: OddAnswer): string {
  if (change.kind === 'none' || (change.kind === 'member' && text === '')) return text;
  if (change.kind === 'body') return change.text;
  const body: unknown = JSON.parse(text);
  const paths = pathsOf(body);
  const path = paths[change.member % paths.length];
  return path === undefined ? text : JSON.stringify(replaceAt(body, path, change.by));
}

async function makeOdd(answer: Response, odd: OddAnswer): Promise<Response> {
  const text = changeText(await answer.text(), odd);
  const status = odd.status ?? answer.status;
  const hasBody = ![204, 304].includes(status);
  return new Response(hasBody ? text : null, {
    status,
    headers: { ...Object.fromEntries(answer.headers), ...odd.headers },
  });
}

async function buy(odd: OddAnswer): Promise<void> {
  const klarna = createKlarnaSimulator({ username: 'PK1', password: PASSWORD, seed: 1 });
  const cart = { ...cartOf(), ...(odd.subscribes && { intent: 'buy_and_tokenize' as const }) };
  const errors: unknown[] = [];
  const saved = new Map<string, string>();
  let calls = 0;
  const ask = async (request: Request): Promise<Response> => {
    const answer = await klarna(request);
    return calls++ === odd.call ? makeOdd(answer, odd) : answer;
  };
  const handler = createKlarnaHandler({
    username: 'PK1',
    password: PASSWORD,
    environment: new URL('https://klarna.test'),
    secret: SECRET,
    publicUrl: SHOP,
    fetch: ask as typeof fetch,
    getOrder: () => cart,
    onOrder: ({ order_id }, { session_id }) => void saved.set(session_id, order_id),
    onCustomerToken: () => undefined,
    findOrder: (session_id) => {
      const order_id = saved.get(session_id);
      return order_id === undefined ? null : { order_id, fraud_status: 'ACCEPTED' };
    },
    onError: (error) => void errors.push(error),
  });
  const secrets = [PASSWORD, btoa(`PK1:${PASSWORD}`), SECRET];
  let cookie = '';
  const request = async (route: string, body?: unknown): Promise<Record<string, unknown>> => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const headers = { 'content-type': 'application/json', cookie };
    const url = route.startsWith('https:') ? route : `${SHOP}${route}`;
    const response = await handler(new Request(url, { ...init, headers }));
    for (const set of response.headers.getSetCookie()) cookie = set.split(';')[0] ?? '';
    const text = await response.text();
    assert.ok(
      response.status < 500 || !text.includes('"internal"'),
      `${route}: a bare 500. ${inspect(errors, { depth: 3 })}`,
    );
    if (response.status === 204) return {};
    const told: Record<string, unknown> = JSON.parse(text);
    if (!response.ok) assert.ok(told.code && told.reason && told.message, `${route} ${response.status}: ${text}`);
    const written = `${text}${inspect(errors, { depth: 9, showHidden: true })}`;
    for (const secret of secrets) assert.ok(!written.includes(secret), `${route} told a credential: ${written}`);
    return response.ok ? told : {};
  };

  await request('/session', {});
  const [session] = klarna.sessions();
  if (session === undefined) return;
  const { session_id } = session;
  const { authorization_token = '' } = klarna.authorize(session_id);
  secrets.push(authorization_token);
  const callback = session.request.merchant_urls?.authorization ?? '';
  if (!odd.isOrdered) await request('/order', { session_id, authorization_token });
  await request(callback, { session_id, authorization_token });
  if (odd.isOrdered) await request('/order', { session_id, authorization_token });
  // These two answers name the authorization to its own page.
  secrets.pop();
  await request('/outcome');
  await request('/session', {});
  await request('/cancel', {});
}

export const target: FuzzTarget = {
  law: 'whatever Klarna answers, the handler’s answer names code, reason and message, is no bare 500, and tells no credential',
  runs: 20_000,
  shortRuns: 8,
  property: fc.asyncProperty(oddAnswer, buy),
};
