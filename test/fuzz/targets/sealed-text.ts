/** Cookies and callback URLs that somebody has changed. */
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import fc from 'fast-check';
import { createNodeCipher, createWebCipher } from '../../../src/server/crypto/cipher.ts';
import { createSealer } from '../../../src/server/crypto/sealer.ts';
import { SECRET, SHOP } from '../../server/support/shop.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { openShop } from '../support/open-shop.ts';

const { klarna, handler, errors, openSession } = openShop();
const opened = await openSession();
const [cookieName = '', cookieValue = ''] = opened.headers.getSetCookie()[0]?.split(/[=;]/) ?? [];
const [session] = klarna.sessions();
const callback = session?.request.merchant_urls?.authorization ?? '';
const token = /\/callback\/([^/]+)\//.exec(callback)?.[1] ?? '';
assert.ok(cookieValue && token);

const key = new Uint8Array(32).fill(7);
const ciphers = [createNodeCipher(key, crypto), await createWebCipher(key)];
const sealer = createSealer([SECRET, `${SECRET}, the one before`], 'scope');

interface Edit {
  apply(text: string): string;
  /** fast-check prints the edit of a failure with it. */
  [fc.toStringMethod](): string;
}

const toEdit = (name: string, apply: Edit['apply']): Edit => ({ apply, [fc.toStringMethod]: () => name });

const place = fc.nat(5000);
const character = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...'ABCXYZabcxyz0189-_') },
  { weight: 1, arbitrary: fc.constantFrom('=', '+', '/', '.', '%', ' ', 'å') },
);
const splice = (text: string, place: number, removed: number, by: string): string => {
  const i = place % text.length;
  return text.slice(0, i) + by + text.slice(i + removed);
};

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(place, character).map(([n, by]) => toEdit(`${by} at ${n}`, (text) => splice(text, n, 1, by))),
  fc.tuple(place, character).map(([n, by]) => toEdit(`one more ${by} at ${n}`, (text) => splice(text, n, 0, by))),
  fc.tuple(place, fc.nat(40)).map(([n, size]) => toEdit(`${size} less at ${n}`, (text) => splice(text, n, size, ''))),
  // The last character has bits that base64 does not use.
  character.map((by) => toEdit(`${by} at the end`, (text) => text.slice(0, -1) + by)),
  fc.constantFrom(
    toEdit('twice', (text) => text + text),
    toEdit('in lower case', (text) => text.toLowerCase()),
    toEdit('backwards', (text) => [...text].reverse().join('')),
    toEdit('with padding', (text) => `${text}=`),
  ),
  fc.string({ maxLength: 60 }).map((by) => toEdit(`the text ${JSON.stringify(by)}`, () => by)),
);

const MEANING = { session_id: 'å', n: 1 };

/** A text of the ciphers and of the sealer. */
async function expectClosed({ apply: change }: Edit): Promise<void> {
  for (const cipher of ciphers) {
    const text = await cipher.encrypt('{"a":1}');
    const changed = change(text);
    if (changed !== text) assert.equal(await cipher.decrypt(changed), undefined, changed);
  }
  const text = await sealer.encrypt('cookie', MEANING);
  const changed = change(text);
  if (changed !== text) assert.equal(await sealer.decrypt('cookie', changed), undefined, changed);
}

/** The same in requests to the handler. */
async function expectRefused({ apply: change }: Edit): Promise<void> {
  const [changedCookie, changedToken] = [change(cookieValue), change(token)];
  // A header takes no other characters, and a browser ends the value at these.
  if (changedCookie !== cookieValue && /^[\x21-\x3a\x3c-\x7e]*$/.test(changedCookie)) {
    const headers = { cookie: `${cookieName}=${changedCookie}` };
    const outcome = await handler(new Request(`${SHOP}/outcome`, { headers }));
    assert.deepEqual([outcome.status, await outcome.json()], [200, { status: 'none' }], changedCookie);
  }
  if (changedToken !== token && !/[/?#\\%\s]/.test(changedToken)) {
    const body = JSON.stringify({ session_id: session?.session_id, authorization_token: 'token-1' });
    const url = callback.replace(token, () => changedToken);
    const called = await handler(new Request(url, { method: 'POST', body }));
    assert.ok(called.status === 403 || called.status === 404, `${called.status} ${changedToken}`);
  }
  assert.deepEqual(errors, []);
}

export const target: FuzzTarget = {
  law: 'a changed cookie or callback URL never opens, and never throws',
  runs: 50_000,
  shortRuns: 100,
  property: fc.asyncProperty(edit, async (change) => {
    await expectClosed(change);
    await expectRefused(change);
  }),
};
