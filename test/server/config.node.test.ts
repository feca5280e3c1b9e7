import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createKlarnaHandler, type KlarnaHandlerOptions } from '../../src/server/index.ts';
import { PASSWORD, SECRET } from './support/shop.ts';

const good: KlarnaHandlerOptions = {
  username: 'PK1',
  password: PASSWORD,
  environment: 'playground',
  secret: SECRET,
  getOrder: () => null,
  onOrder: () => undefined,
};

describe('createKlarnaHandler', () => {
  const accepted: [string, Partial<KlarnaHandlerOptions>][] = [
    ['the least', {}],
    ['the address of a simulator', { environment: 'http://localhost:3001' }],
    ['a list of secrets', { secret: [SECRET, `${SECRET} of last month`] }],
    ['another region', { region: 'oc' }],
    ['http outside production', { publicUrl: 'http://localhost:3000/klarna' }],
    ['a public name in production', { environment: 'production', publicUrl: 'https://shop.example/klarna' }],
    ['a public IPv4 address in production', { environment: 'production', publicUrl: 'https://8.8.8.8/k' }],
    ['a public IPv6 address in production', { environment: 'production', publicUrl: 'https://[2a00:1450::1]/k' }],
    [
      'the host name of a shop that sells on localhost',
      { environment: 'production', publicUrl: 'https://localhost.shop.example' },
    ],
  ];
  for (const [what, change] of accepted) {
    it(`createKlarnaHandler accepts ${what}`, () =>
      assert.equal(typeof createKlarnaHandler({ ...good, ...change }), 'function'));
  }

  const refused: [string, Record<string, unknown>, RegExp][] = [
    ['no username', { username: undefined }, /`username`.*portal/],
    ['a username with a colon', { username: 'a:b' }, /`username`/],
    ['an empty password', { password: '' }, /`password`/],
    ['no environment', { environment: undefined }, /`environment`.*no default/],
    ['an unknown environment', { environment: 'test' }, /`environment`/],
    ['an environment that is no web address', { environment: 'ftp://klarna.example' }, /`environment`/],
    ['an environment with credentials in it', { environment: 'https://me:secret@klarna.example' }, /`environment`/],
    ['an unknown region', { region: 'us' }, /`region`/],
    ['no secret', { secret: undefined }, /`secret`.*openssl/],
    ['an empty list of secrets', { secret: [] }, /`secret`/],
    ['a short secret', { secret: 'short' }, /`secret`.*32/],
    ['a short one among the secrets', { secret: [SECRET, 'short'] }, /`secret`/],
    ['no getOrder', { getOrder: undefined }, /`getOrder`/],
    ['no onOrder', { onOrder: undefined }, /`onOrder`/],
    ['a findOrder that is no function', { findOrder: {} }, /`findOrder`/],
    ['a publicUrl that is no address', { publicUrl: '/klarna' }, /`publicUrl`/],
    ['http in production', { environment: 'production', publicUrl: 'http://shop.example/k' }, /`publicUrl`.*https/],
    ['no publicUrl in production', { environment: 'production' }, /`publicUrl` is missing.*https:\/\//],
    [
      'no publicUrl for the URL of production',
      { environment: new URL('https://api-na.klarna.com/') },
      /`publicUrl` is missing/,
    ],
    ['a basePath without a slash', { basePath: 'klarna' }, /`basePath`/],
  ];
  const unreachable = [
    ...[
      'localhost',
      'localhost.',
      'shop.localhost',
      'app',
      'shop.local',
      'shop.internal',
      'nas.home.arpa',
      'shop.test',
    ],
    ...['0.0.0.0', '10.0.0.5', '127.1', '2130706433', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.1.1'],
    ...['100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255'],
    ...['[::]', '[::1]', '[::ffff:10.0.0.5]', '[fd00::1]', '[fe80::1]', '[ff02::1]', '[2001:db8::1]'],
  ];
  for (const host of unreachable) {
    refused.push([
      `${host} in production, which Klarna cannot reach`,
      { environment: 'production', publicUrl: `https://${host}/klarna` },
      /`publicUrl` names .*cannot reach/,
    ]);
  }
  for (const [what, change, message] of refused) {
    it(`createKlarnaHandler throws at once for ${what}, and says what to do`, () => {
      assert.throws(
        () => createKlarnaHandler({ ...good, ...change } as KlarnaHandlerOptions),
        (error: Error) => {
          assert.match(error.message, message);
          assert.doesNotMatch(error.message, new RegExp(PASSWORD));
          return error instanceof TypeError;
        },
      );
    });
  }
});
