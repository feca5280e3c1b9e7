/** Every fault of Klarna at every call, and what the browser is told. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { empty, klarnaError, raw, reset, silence, slowBody, startFakeKlarna } from './support/fake-klarna.ts';
import { createShop, PASSWORD, SECRET } from './support/shop.ts';

const FAULTS = {
  reset,
  silence,
  'slow body': slowBody,
  'truncated JSON': raw(200, 'application/json', '{"order_id":"'),
  '400': klarnaError(400, 'BAD_VALUE', 'Bad value: order_lines'),
  '401 HTML': raw(401, 'text/html', '<html>401</html>'),
  '403': klarnaError(403, 'MERCHANT_INACTIVE'),
  '429 empty': empty(429),
  '500': klarnaError(500, 'INTERNAL_SERVER_ERROR', 'Internal error'),
  '502 HTML': raw(502, 'text/html', '<h1>Bad Gateway</h1>'),
};

/** They end by the deadline only, so theirs is short. */
const HANGING = new Set<keyof typeof FAULTS>(['silence', 'slow body']);

/** Status and code, where `own` is the part of the flow that asked. */
const EXPECTED: Record<keyof typeof FAULTS, [number, string]> = {
  reset: [502, 'own'],
  silence: [504, 'own'],
  'slow body': [504, 'own'],
  'truncated JSON': [502, 'own'],
  '400': [502, 'configuration'],
  '401 HTML': [502, 'configuration'],
  '403': [502, 'configuration'],
  '429 empty': [503, 'own'],
  '500': [502, 'own'],
  '502 HTML': [502, 'own'],
};

const CALLS = {
  'POST /sessions': 'session',
  'GET /session-1': 'session',
  'POST /order': 'order',
} as const;

describe('a fault of Klarna', () => {
  for (const [call, own] of Object.entries(CALLS)) {
    for (const fault of Object.keys(FAULTS) as (keyof typeof FAULTS)[]) {
      it(`at ${call}: ${fault} becomes one clear answer, and the approval is still good`, async () => {
        await using klarna = await startFakeKlarna();
        const shop = createShop(klarna, HANGING.has(fault) ? { timeout: 100 } : {});
        if (call === 'POST /sessions') klarna.breakNext(call, FAULTS[fault], 3);
        let response = await shop.post('/session');
        if (call !== 'POST /sessions') {
          klarna.approve();
          klarna.breakNext(call, FAULTS[fault], 3);
          response = await shop.post('/order', { authorization_token: 'token-1', session_id: 'session-1' });
        }
        const [status, code] = EXPECTED[fault];
        const text = await response.text();
        const body = JSON.parse(text);
        assert.deepEqual([response.status, body.code], [status, code === 'own' ? own : code], text);
        if (status === 503) assert.equal(response.headers.get('retry-after'), '1');
        const told = `${text}${inspect(shop.errors, { depth: 9 })}`;
        assert.equal(shop.errors.length, 1);
        for (const secret of [PASSWORD, btoa(`PK1:${PASSWORD}`), SECRET, 'token-1', '12345']) {
          assert.ok(!told.includes(secret), told);
        }
        assert.equal(klarna.calls('DELETE', '/token-1').length, 0);
        assert.equal(shop.saved.length, 0);
      });
    }
  }
});
