import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainStartError } from '../../demo/server/explain-start-error.ts';
import { readSettings, SettingsError } from '../../demo/server/settings.ts';

test('With an empty environment the shop runs on the simulator', () => {
  const settings = readSettings({});
  assert.equal(settings.port, 3000);
  assert.equal(settings.simulatorPort, 3001);
  assert.equal(settings.host, '127.0.0.1');
  assert.equal(settings.account, undefined);
  assert.match(settings.database, /demo[\\/]data[\\/]shop\.sqlite$/);
  assert.ok(settings.secret.length >= 32);
});

test('An empty value counts as absent', () => {
  const { port, account, publicUrl } = readSettings({
    PORT: '',
    KLARNA_USERNAME: ' ',
    KLARNA_PASSWORD: '',
    PUBLIC_URL: '',
  });
  assert.deepEqual([port, account, publicUrl], [3000, undefined, undefined]);
});

test('Credentials select Klarna’s playground, in the given region', () => {
  const KLARNA = { KLARNA_USERNAME: 'user', KLARNA_PASSWORD: 'word' };
  assert.deepEqual(readSettings(KLARNA).account, {
    username: 'user',
    password: 'word',
    region: 'eu',
    environment: 'playground',
  });
  assert.equal(readSettings({ ...KLARNA, KLARNA_REGION: 'NA' }).account?.region, 'na');
});

test('A simulator that runs elsewhere replaces the playground', () => {
  const account = { KLARNA_USERNAME: 'user', KLARNA_PASSWORD: 'word', KLARNA_ENVIRONMENT: 'http://localhost:4000' };
  assert.equal(String(readSettings(account).account?.environment), 'http://localhost:4000/');
});

test('A public address is read as an origin', () => {
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
  test(`The environment ${JSON.stringify(environment)} is refused with a helpful message`, () => {
    assert.throws(
      () => readSettings(environment),
      (error) => error instanceof SettingsError && words.test(error.message),
    );
  });
}

test('The message about a refused value does not contain a password', () => {
  assert.throws(
    () => readSettings({ KLARNA_PASSWORD: 'klarna_secret_word' }),
    (error) => error instanceof SettingsError && !error.message.includes('klarna_secret_word'),
  );
});

test('The error names the port that is taken, with a way to choose another', () => {
  const settings = readSettings({});
  const taken = (port: number) => Object.assign(new Error('listen'), { code: 'EADDRINUSE', port });
  assert.match(explainStartError(taken(3000), settings) ?? '', /Port 3000 is taken.*PORT=3100 npm start/);
  assert.match(explainStartError(taken(3001), settings) ?? '', /Port 3001 is taken.*SIMULATOR_PORT=3101 npm start/);
});

test('A fault in the shop’s code keeps its stack trace', () => {
  assert.equal(explainStartError(new TypeError('undefined is not a function'), readSettings({})), undefined);
});
