import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainStartError } from '../../demo/server/explain-start-error.ts';
import { readSettings, SettingsError } from '../../demo/server/settings.ts';

test('with an empty environment the shop runs on the simulator', () => {
  const settings = readSettings({});
  assert.equal(settings.port, 3000);
  assert.equal(settings.simulatorPort, 3001);
  assert.equal(settings.host, '127.0.0.1');
  assert.equal(settings.account, undefined);
  assert.match(settings.database, /demo[\\/]data[\\/]shop\.sqlite$/);
  assert.ok(settings.secret.length >= 32);
});

test('an empty value counts as none', () => {
  const { port, account, publicUrl } = readSettings({
    PORT: '',
    KLARNA_USERNAME: ' ',
    KLARNA_PASSWORD: '',
    PUBLIC_URL: '',
  });
  assert.deepEqual([port, account, publicUrl], [3000, undefined, undefined]);
});

test('credentials mean Klarna’s playground, in the region that is named', () => {
  const KLARNA = { KLARNA_USERNAME: 'user', KLARNA_PASSWORD: 'word' };
  assert.deepEqual(readSettings(KLARNA).account, {
    username: 'user',
    password: 'word',
    region: 'eu',
    environment: 'playground',
  });
  assert.equal(readSettings({ ...KLARNA, KLARNA_REGION: 'NA' }).account?.region, 'na');
});

test('a simulator that runs elsewhere takes the place of the playground', () => {
  const account = { KLARNA_USERNAME: 'user', KLARNA_PASSWORD: 'word', KLARNA_ENVIRONMENT: 'http://localhost:4000' };
  assert.equal(String(readSettings(account).account?.environment), 'http://localhost:4000/');
});

test('a public address is read as an origin', () => {
  assert.equal(readSettings({ PUBLIC_URL: 'https://shop.example/' }).publicUrl, 'https://shop.example');
});

const NONSENSE: readonly [environment: Record<string, string>, words: RegExp][] = [
  [{ PORT: 'eighty' }, /^PORT must be a number/],
  [{ PORT: '65536' }, /^PORT must be a number/],
  [{ PORT: '-1' }, /^PORT must be a number/],
  [{ PORT: '3e3' }, /^PORT must be a number/],
  [{ SIMULATOR_PORT: '1.5' }, /^SIMULATOR_PORT must be a number/],
  [{ PORT: '4000', SIMULATOR_PORT: '4000' }, /^PORT and SIMULATOR_PORT are both 4000/],
  [{ KLARNA_USERNAME: 'user' }, /^KLARNA_PASSWORD is missing/],
  [{ KLARNA_PASSWORD: 'word' }, /^KLARNA_USERNAME is missing/],
  [{ KLARNA_REGION: 'europe' }, /^KLARNA_REGION must be one of eu, na, oc/],
  [
    { KLARNA_USERNAME: 'user', KLARNA_PASSWORD: 'word', KLARNA_ENVIRONMENT: 'production' },
    /^KLARNA_ENVIRONMENT must be playground/,
  ],
  [{ KLARNA_SECRET: 'short' }, /^KLARNA_SECRET is shorter than 32/],
  [{ PUBLIC_URL: 'shop.example' }, /^PUBLIC_URL must be an origin/],
  [{ PUBLIC_URL: 'https://shop.example/shop' }, /^PUBLIC_URL must be an origin/],
  [{ PUBLIC_URL: 'ftp://shop.example' }, /^PUBLIC_URL must be an origin/],
];

for (const [environment, words] of NONSENSE) {
  test(`${JSON.stringify(environment)} is refused with words that help`, () => {
    assert.throws(
      () => readSettings(environment),
      (error) => error instanceof SettingsError && words.test(error.message),
    );
  });
}

test('the message about a refused value does not repeat a password', () => {
  assert.throws(
    () => readSettings({ KLARNA_PASSWORD: 'klarna_secret_word' }),
    (error) => error instanceof SettingsError && !error.message.includes('klarna_secret_word'),
  );
});

test('a port of either kind that is taken is named, with a way to choose another', () => {
  const settings = readSettings({});
  const taken = (port: number) => Object.assign(new Error('listen'), { code: 'EADDRINUSE', port });
  assert.match(explainStartError(taken(3000), settings) ?? '', /Port 3000 is taken.*PORT=3100 npm start/);
  assert.match(explainStartError(taken(3001), settings) ?? '', /Port 3001 is taken.*SIMULATOR_PORT=3101 npm start/);
});

test('a fault that is ours is not explained away', () => {
  assert.equal(explainStartError(new TypeError('undefined is not a function'), readSettings({})), undefined);
});
