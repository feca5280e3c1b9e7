/** Rules about other sites, errors, caches, credentials and personal data. */
import { describe } from '../play/shopper.ts';
import type { Stage } from '../play/stage.ts';
import { BrokenPromise, expectThat } from '../play/verdict.ts';
import type { Rule } from '../rule.ts';

const SECURITY = 'docs/merchant-server.md#security';
const ERRORS = 'docs/merchant-server.md#errors';

const CODES = ['configuration', 'session', 'authorization', 'order', 'cart-changed'];

/** Klarna refuses the next session, and names a correlation_id. */
async function openRefused(stage: Stage) {
  const shopper = await stage.arrive();
  const refusal = { status: 403, error_code: 'NOT_AUTHORIZED', error_messages: ['The account may not do this'] };
  stage.klarna.simulator.script([{ outcome: 'fail', call: 'create_session', refusal }]);
  const answer = await shopper.post('/session');
  expectThat(answer.status >= 400, 'an error if Klarna refuses the session', describe(answer));
  return answer;
}

/** Every text that left the endpoint: bodies and headers. */
const textsOf = ({ answers }: Stage): string[] =>
  answers.map(({ text, headers }) => `${text}\n${[...headers].map((pair) => pair.join(': ')).join('\n')}`);

export const SAFETY_RULES: readonly Rule[] = [
  {
    id: 'other-sites-refused',
    promise: 'A page of another site may not post',
    page: SECURITY,
    async check(stage) {
      const { shopper } = await stage.open();
      const foreign = { origin: 'https://other-site.example', 'sec-fetch-site': 'cross-site' };
      for (const route of ['/session', '/order']) {
        const body = route === '/order' ? { session_id: 'a', authorization_token: 'b' } : {};
        const own = describe(await shopper.post(route, body));
        const answer = await shopper.post(route, body, foreign);
        expectThat(answer.status === 403, `403 of ${route}`, `${describe(answer)}, and ${own} for the shop’s own page`);
      }
    },
  },
  {
    id: 'json-only',
    promise: 'A form of another site cannot post, because only application/json is read',
    page: SECURITY,
    async check(stage) {
      const shopper = await stage.arrive();
      const answer = await shopper.post('/session', '{}', { 'content-type': 'text/plain' });
      expectThat(answer.status === 415 || answer.status === 400, '415', describe(answer));
    },
  },
  {
    id: 'errors-readable',
    promise: 'An error is JSON with a code of the contract and a message',
    page: ERRORS,
    async check(stage) {
      const { shopper, session } = await stage.open();
      const { session_id } = session;
      const answer = await shopper.post('/order', { session_id, authorization_token: crypto.randomUUID() });
      expectThat(answer.status >= 400, 'an error for an unknown token', describe(answer));
      const { code, message } = answer.body;
      const isKnown = CODES.includes(String(code)) && typeof message === 'string' && message !== '';
      expectThat(isKnown, `JSON with a message and a code (${CODES.join(', ')})`, describe(answer));
    },
  },
  {
    id: 'errors-with-correlation-id',
    promise: 'If Klarna refuses a call, the error has Klarna’s correlation_id',
    page: ERRORS,
    async check(stage) {
      const answer = await openRefused(stage);
      const call = stage.klarna.calls.findLast(({ path }) => path === '/payments/v1/sessions');
      const { correlation_id } = answer.body;
      if (correlation_id !== call?.correlation_id) {
        throw new BrokenPromise('the correlation_id of Klarna’s answer', correlation_id ? 'another one' : 'none');
      }
    },
  },
  {
    id: 'answers-not-cached',
    promise: 'No answer may be cached',
    page: 'docs/merchant-server.md#routes',
    async check(stage) {
      const { answer } = await stage.open();
      const seen = answer.headers.get('cache-control') ?? 'no Cache-Control';
      expectThat(/\bno-store\b/i.test(seen), 'Cache-Control: no-store', seen);
    },
  },
  {
    id: 'cookie-safe',
    promise: 'The cookie is HttpOnly and SameSite, and over https Secure',
    page: SECURITY,
    async check(stage) {
      const { answer } = await stage.open();
      const lines = answer.headers.getSetCookie();
      const wanted = [/;\s*httponly\b/i, /;\s*samesite=(lax|strict)\b/i, ...(stage.isSecure ? [/;\s*secure\b/i] : [])];
      const unsafe = lines.filter((line) => !wanted.every((attribute) => attribute.test(line)));
      const seen = unsafe.map((line) => line.replace(/^([^=]+)=[^;]*/, '$1=…')).join(' and ');
      expectThat(unsafe.length === 0, 'HttpOnly and SameSite=Lax or Strict', seen);
    },
  },
  {
    id: 'credentials-secret',
    promise: 'Klarna’s credentials are in no answer',
    page: SECURITY,
    async check(stage) {
      const opened = await stage.authorize();
      await opened.shopper.post('/order', opened.ids);
      await openRefused(stage);
      const header = stage.klarna.calls.at(-1)?.authorization ?? '';
      const base64 = header.replace(/^Basic\s+/i, '');
      const [, password = ''] = /^[^:]*:(.*)$/s.exec(atob(base64)) ?? [];
      const isLeaked = (text: string) =>
        (base64 !== '' && text.includes(base64)) || (password.length >= 6 && text.includes(password));
      expectThat(!textsOf(stage).some(isLeaked), 'no answer with a credential', 'the credentials in an answer');
    },
  },
  {
    id: 'personal-data-secret',
    promise: 'No answer has an address or another detail of the shopper',
    page: SECURITY,
    async check(stage) {
      const opened = await stage.authorize();
      await opened.shopper.post('/order', opened.ids);
      await opened.shopper.post('/session');
      const { email, street_address, phone } = opened.session.details.billing_address ?? {};
      const leaked = Object.entries({ email, street_address, phone }).filter(([, value]) =>
        textsOf(stage).some((text) => value !== undefined && text.includes(value)),
      );
      expectThat(leaked.length === 0, 'no personal detail', leaked.map(([name]) => name).join(', '));
    },
  },
];
