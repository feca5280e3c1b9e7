/** Requests of strangers to every route of the handler: methods, paths, headers, cookies and bodies. */
import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { PASSWORD, SECRET, SHOP } from '../../server/support/shop.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { ODD_NAMES, oddJson, oddText } from '../support/odd-values.ts';
import { JSON_TYPE, openShop } from '../support/open-shop.ts';

const { klarna, handler, errors, openSession } = openShop({ onNotification: () => undefined });

/** A real session, its authorization and its callback URL, so that the code after the checks runs as well. */
async function openOne() {
  const opened = await openSession();
  const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const { session_id, client_token }: Record<'session_id' | 'client_token', string> = await opened.json();
  const { authorization_token = '' } = klarna.authorize(session_id);
  const session = klarna.sessions().find((one) => one.session_id === session_id);
  const callback = new URL(session?.request.merchant_urls?.authorization ?? assert.fail()).pathname;
  return { cookie, callback, session_id, client_token, authorization_token };
}

/** A mark stands for the value of the real session. */
const MARKS = ['{session_id}', '{authorization_token}', '{client_token}'] as const;

const MEMBERS = [
  'session_id',
  'authorization_token',
  'without',
  'client_token',
  'locale',
  'finalize',
  'order_id',
  'event_type',
];

const body = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .dictionary(
        fc.oneof(
          { weight: 5, arbitrary: fc.constantFrom(...MEMBERS) },
          { weight: 1, arbitrary: fc.constantFrom(...ODD_NAMES) },
        ),
        fc.oneof({ weight: 2, arbitrary: fc.constantFrom<unknown>(...MARKS) }, { weight: 3, arbitrary: oddJson }),
      )
      .map((members) => JSON.stringify(members)),
  },
  { weight: 1, arbitrary: oddText },
  { weight: 1, arbitrary: fc.constant('x'.repeat(70_000)) },
);

const path = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('/session', '/order', '/outcome', '/cancel') },
  {
    weight: 3,
    arbitrary: fc.constantFrom('{callback}', '{callback}?held', '{callback}/', '/callback/AAAA/notification'),
  },
  { weight: 1, arbitrary: fc.webPath().map((part) => `/${part}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('//session', '/%', '/%00', '/../session', '/callback/%2e/authorization', ''),
  },
);

const headerText = fc.stringMatching(/^[\x21-\x7e]([\x20-\x7e]{0,40}[\x21-\x7e])?$/);

const request = fc.record({
  method: fc.oneof(
    { weight: 5, arbitrary: fc.constant('POST') },
    { weight: 2, arbitrary: fc.constantFrom('GET', 'OPTIONS', 'PUT', 'DELETE', 'HEAD', 'PATCH', 'ODD') },
  ),
  path,
  body,
  hasType: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  hasCookie: fc.boolean(),
  headers: fc.dictionary(
    fc.constantFrom(
      'origin',
      'sec-fetch-site',
      'content-encoding',
      'content-length',
      'accept-language',
      'host',
      'cookie',
      'x-forwarded-proto',
      'access-control-request-method',
    ),
    fc.oneof(
      headerText,
      fc.constantFrom(
        'null',
        'same-origin',
        'cross-site',
        'https://shop.example',
        'https://',
        '[',
        '-1',
        '9'.repeat(30),
      ),
    ),
    { maxKeys: 2 },
  ),
});

type Asked = typeof request extends fc.Arbitrary<infer Value> ? Value : never;

async function ask({ method, path, body, hasType, hasCookie, headers }: Asked): Promise<void> {
  errors.length = 0;
  klarna.reset();
  const real = await openOne();
  const url =
    new URL(SHOP).origin +
    (path.startsWith('{callback}') ? path.replace('{callback}', real.callback) : `/klarna${path}`);
  const filled = body.replace(
    /\{(session_id|authorization_token|client_token)\}/g,
    (_, name: 'session_id') => real[name],
  );
  const response = await handler(
    new Request(url, {
      method,
      headers: { ...(hasType && JSON_TYPE), ...(hasCookie && { cookie: real.cookie }), ...headers },
      ...(!['GET', 'HEAD'].includes(method) && { body: filled }),
    }),
  );
  const text = await response.text();
  assert.ok(response.status < 500, `${response.status} ${text} ${inspect(errors, { depth: 3 })}`);
  if (response.status >= 400) {
    const told = JSON.parse(text);
    assert.ok(told.code && told.reason && told.message, text);
    for (const secret of [PASSWORD, SECRET, real.authorization_token, real.cookie])
      assert.ok(!text.includes(secret), text);
  }
}

export const target: FuzzTarget = {
  law: 'every request gets an answer below 500, and each refusal names code, reason and message',
  runs: 50_000,
  shortRuns: 50,
  property: fc.asyncProperty(request, ask),
};
