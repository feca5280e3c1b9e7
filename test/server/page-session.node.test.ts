import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openPageSession } from '../../src/server/index.ts';
import { klarnaError, silence, startFakeKlarna } from './support/fake-klarna.ts';
import { cartOf, createShop } from './support/shop.ts';

const PAGE = 'https://shop.example/checkout?step=2';
const options = { endpoint: '/klarna', locale: 'en-SE' };

const pageRequest = (headers: Record<string, string> = {}, method = 'GET') =>
  new Request(PAGE, { method, headers, ...(method === 'POST' && { body: 'email=a%40example.com' }) });

const jsonIn = (html: string) => JSON.parse(/^<script type="application\/json">(.*)<\/script>$/s.exec(html)?.[1] ?? '');

describe('openPageSession', () => {
  it('openPageSession opens the session that POST /session opens, as JSON for the tag and as an object', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    const { session, html } = await openPageSession(shop.handler, pageRequest(), options);
    assert.deepEqual(jsonIn(html), session);
    const { expires_at, revision, ...rest } = session ?? {};
    assert.deepEqual(
      { ...rest, client_token: 'C' },
      {
        session_id: 'session-1',
        client_token: 'C',
        payment_method_categories: [{ identifier: 'pay_later', name: 'Pay later', asset_urls: {} }],
        intent: 'buy',
        environment: 'playground',
        purchase_country: 'SE',
        purchase_currency: 'SEK',
        locale: 'en-SE',
        order_amount: 9500,
      },
    );
  });

  it('openPageSession gives headers that set the cookie and keep the page out of every cache', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    const { headers } = await openPageSession(shop.handler, pageRequest(), options);
    assert.equal(headers.get('cache-control'), 'private, no-store');
    const [cookie, ...others] = headers.getSetCookie();
    assert.deepEqual(others, []);
    assert.match(cookie ?? '', /; Path=\/; /, 'the page’s next request has it, too');
    shop.cookie = cookie?.split(';')[0] ?? '';
    const again = await (await shop.post('/session', { locale: options.locale })).json();
    assert.equal(again.session_id, 'session-1', 'the cookie names the session');
  });

  it('openPageSession reads the cookies of the page’s request, so a reload opens no second session', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    const first = await openPageSession(shop.handler, pageRequest(), options);
    const cookie = first.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const second = await openPageSession(shop.handler, pageRequest({ cookie }), options);
    assert.equal(second.session?.session_id, first.session?.session_id);
    assert.equal(
      klarna.calls('POST', '/payments/v1/sessions').filter(({ path }) => path.endsWith('/sessions')).length,
      1,
    );
  });

  it('openPageSession gives getOrder the headers of the shopper, and none that describe the page', async () => {
    await using klarna = await startFakeKlarna();
    let seen = new Headers();
    const shop = createShop(klarna, {
      getOrder: (request) => {
        seen = request.headers;
        return cartOf();
      },
    });
    const sent = {
      cookie: 'cart=7',
      'accept-language': 'sv',
      authorization: 'Bearer x',
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      origin: 'https://search.example',
      'if-none-match': '"a"',
      'content-type': 'application/x-www-form-urlencoded',
    };
    const { session } = await openPageSession(shop.handler, pageRequest(sent, 'POST'), options);
    assert.ok(session, 'a shopper who comes by a link of another site has a session');
    assert.deepEqual(Object.fromEntries(seen), {
      'accept-language': 'sv',
      authorization: 'Bearer x',
      'content-type': 'application/json',
      cookie: 'cart=7',
    });
  });

  it('openPageSession tells the handler that a later page places the order', async () => {
    const bodies: unknown[] = [];
    const handler = async (request: Request) => {
      bodies.push(await request.json());
      return Response.json({}, { status: 409 });
    };
    await openPageSession(handler, pageRequest(), { endpoint: '/klarna/', finalization: 'manual' });
    await openPageSession(handler, pageRequest(), { endpoint: '/klarna', locale: 'sv', finalization: 'auto' });
    assert.deepEqual(bodies, [{ finalize: 'manual' }, { locale: 'sv' }]);
  });

  for (const [endpoint, expected] of [
    ['/klarna', 'https://shop.example/klarna/session'],
    ['/klarna/', 'https://shop.example/klarna/session'],
    ['/klarna?cart=1', 'https://shop.example/klarna/session?cart=1'],
    ['/', 'https://shop.example/session'],
  ] as const) {
    it(`openPageSession asks ${expected} for the endpoint ${endpoint}`, async () => {
      let asked = '';
      const handler = async ({ url }: Request) => {
        asked = url;
        return Response.json({}, { status: 503 });
      };
      await openPageSession(handler, pageRequest(), { endpoint });
      assert.equal(asked, expected);
    });
  }

  for (const endpoint of ['', 'klarna', 'https://api.example/klarna', '//api.example/klarna', '/\\api.example']) {
    it(`openPageSession refuses the endpoint "${endpoint}", because its cookie would be another origin’s`, async () => {
      await assert.rejects(
        openPageSession(async () => Response.json({}), pageRequest(), { endpoint }),
        /path of the mount/,
      );
    });
  }

  it('openPageSession leaves the page without a session if Klarna refuses, and the shop hears of it', async () => {
    await using klarna = await startFakeKlarna();
    klarna.breakNext('POST /payments/v1/sessions', klarnaError(400, 'BAD_VALUE', 'Bad value: order_lines'), 9);
    const shop = createShop(klarna);
    const { session, html, headers } = await openPageSession(shop.handler, pageRequest(), {
      ...options,
      timeout: 60_000,
    });
    assert.deepEqual([session, html, [...headers]], [undefined, '', []]);
    assert.ok(shop.errors.length > 0);
  });

  it('openPageSession does not hold the page back for a Klarna that does not answer', async () => {
    await using klarna = await startFakeKlarna();
    klarna.breakNext('POST /payments/v1/sessions', silence);
    const { html } = await openPageSession(createShop(klarna).handler, pageRequest(), { ...options, timeout: 1 });
    assert.equal(html, '');
  });

  for (const header of ['sec-purpose', 'purpose', 'x-moz']) {
    it(`openPageSession opens no session for a page that the browser fetches in advance (${header})`, async () => {
      const handler = () => assert.fail('no request was expected');
      const { html } = await openPageSession(handler, pageRequest({ [header]: 'prefetch' }), options);
      assert.equal(html, '');
    });
  }

  it('openPageSession prints JSON that cannot end its script or begin a comment', async () => {
    const name = '</script><!--<script>\u2028';
    const handler = async () => Response.json({ payment_method_categories: [{ name }] });
    const { html } = await openPageSession(handler, pageRequest(), options);
    assert.equal(html.slice(1, -'</script>'.length).indexOf('<'), -1);
    assert.equal(jsonIn(html).payment_method_categories[0].name, name);
  });
});
