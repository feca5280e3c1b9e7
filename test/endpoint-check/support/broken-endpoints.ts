/** For each rule a good endpoint with one fault, which only that rule finds. */
import type { Fault, Handler } from './test-shop.ts';

const routeOf = ({ url }: Request): string =>
  new URL(url).pathname.replace('/klarna', '').replace(/^\/callback.*/, '/callback');

const bodyOf = async (message: Request | Response) => {
  const text = await message.clone().text();
  return text ? JSON.parse(text) : {};
};

/** Changes the answer of a route. */
const onAnswer =
  (route: string, change: (response: Response, request: Request) => Response | Promise<Response>) =>
  (good: Handler): Handler =>
  async (request) => {
    const copy = request.clone();
    const response = await good(request);
    return routeOf(copy) === route || route === '*' ? change(response, copy) : response;
  };

const rewrite = async (response: Response, change: (body: Record<string, unknown>) => object): Promise<Response> => {
  const { status, headers } = response;
  const kept = new Headers(headers);
  kept.delete('content-length');
  return new Response(JSON.stringify(change(await bodyOf(response))), { status, headers: kept });
};

const failure = (status = 500, code = 'order', reason = 'internal') =>
  Response.json({ code, reason, message: 'Broken on purpose.' }, { status, headers: { 'cache-control': 'no-store' } });

const withHeaders = (request: Request, changes: Record<string, string | null>): Request => {
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(changes)) value === null ? headers.delete(name) : headers.set(name, value);
  return new Request(request, { headers });
};

/** Without the cookie of the handler; the cart's cookie stays. */
const withoutSession = (request: Request): Request =>
  withHeaders(request, { cookie: (request.headers.get('cookie') ?? '').replace(/klarna-checkout[^;]*/, 'other=1') });

/** Changes the body that the endpoint sends to Klarna for a new session. */
const onNewSession =
  (change: (body: Record<string, unknown>) => object) =>
  (good: Handler): Handler =>
  async (request) => {
    if (request.method !== 'POST' || new URL(request.url).pathname !== '/payments/v1/sessions') return good(request);
    const { url, method, headers } = request;
    return good(new Request(url, { method, headers, body: JSON.stringify(change(await bodyOf(request))) }));
  };

/** Sees who asks for the order of a token, and may refuse before or after the handler. */
function onOrders(decide: (moment: { by: string; before: string[]; running: string[] }) => boolean) {
  return (good: Handler): Handler => {
    const done = new Map<string, string[]>();
    const running = new Map<string, string[]>();
    return async (request) => {
      const by = routeOf(request);
      if (by !== '/order' && by !== '/callback') return good(request);
      const { authorization_token: token } = await bodyOf(request);
      const now = running.get(token) ?? [];
      if (decide({ by, before: done.get(token) ?? [], running: now })) return failure();
      running.set(token, [...now, by]);
      const response = await good(request);
      running.set(
        token,
        (running.get(token) ?? []).filter((one) => one !== by),
      );
      done.set(token, [
        ...(done.get(token) ?? []),
        response.ok ? by : `${response.status < 500 ? 'refused' : 'failed'} ${by}`,
      ]);
      return response;
    };
  };
}

const intentFault = (intent: string): Fault => ({
  handler: onAnswer('/session', (response) =>
    rewrite(response, (body) => ({
      ...body,
      ...(body.intent === intent && { intent: intent === 'buy' ? 'tokenize' : 'buy' }),
    })),
  ),
});

/** Takes the amount of the body for a new session. */
function trustingAmount(): Fault {
  let isGiven = false;
  return {
    handler: (good) => async (request) => {
      isGiven = (await request.clone().text()).includes('order_amount');
      return good(request);
    },
    klarna: onNewSession((body) => {
      const lines = [{ name: 'Coffee', quantity: 1, unit_price: 1, tax_rate: 0, total_amount: 1, total_tax_amount: 0 }];
      return isGiven ? { ...body, order_amount: 1, order_tax_amount: 0, order_lines: lines } : body;
    }),
  };
}

/** Cancels nothing at Klarna but for `POST /cancel`. */
function notCancelled(): Fault {
  let isCancelRoute = false;
  return {
    handler: (good) => (request) => {
      isCancelRoute = routeOf(request) === '/cancel';
      return good(request);
    },
    klarna: (good) => async (request) =>
      request.method === 'DELETE' && !isCancelRoute ? new Response(null, { status: 204 }) : good(request),
  };
}

/** Remembers the order of each session, and gives it to everybody who knows the session. */
function trusting(good: Handler): Handler {
  const orders = new Map<string, string>();
  return async (request) => {
    if (routeOf(request) !== '/order') return good(request);
    const { session_id, authorization_token } = await bodyOf(request);
    const response = await good(request);
    const known = orders.get(session_id);
    if (response.ok) orders.set(session_id, await response.clone().text());
    return known && !response.ok && authorization_token ? new Response(known, { headers: response.headers }) : response;
  };
}

export const BROKEN: Record<string, Fault> = {
  'session-opens': {
    handler: onAnswer('/session', (response) => rewrite(response, ({ payment_method_categories: _, ...rest }) => rest)),
  },
  'session-complete': {
    klarna: onNewSession(({ locale, ...rest }) => (rest.intent === 'buy' ? rest : { locale, ...rest })),
  },
  'session-private': { klarna: onNewSession((body) => ({ ...body, customer: { date_of_birth: '1990-01-01' } })) },
  'session-reused': {
    handler: (good) => (request) => good(routeOf(request) === '/session' ? withoutSession(request) : request),
  },
  'session-updated': {
    klarna: (good) => async (request) =>
      request.method === 'POST' && /\/sessions\/[\w-]+$/.test(request.url) && (await bodyOf(request)).order_amount
        ? new Response(null, { status: 204 })
        : good(request),
  },
  'session-renewed': {
    handler: (good) => {
      const opened = new Map<string, { text: string; headers: Headers }>();
      return async (request) => {
        const { without } = routeOf(request) === '/session' ? await bodyOf(request).catch(() => ({})) : {};
        const cart = /cart=([\w-]+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? '';
        const copy = request.clone();
        const response = await good(request);
        if (routeOf(copy) !== '/session' || !response.ok) return response;
        const { session_id } = await bodyOf(response);
        const old = opened.get(cart);
        if (!old) opened.set(cart, { text: await response.clone().text(), headers: response.headers });
        else if (JSON.parse(old.text).session_id !== session_id && without === undefined)
          return new Response(old.text, { headers: old.headers });
        return response;
      };
    },
  },
  'session-without': {
    handler: (good) => async (request) =>
      routeOf(request) === '/session' && (await request.clone().text()).includes('without')
        ? good(new Request(request.url, { method: 'POST', headers: request.headers, body: '{}' }))
        : good(request),
  },
  'amount-from-shop': trustingAmount(),
  'outcome-told': { handler: onAnswer('/outcome', (response) => rewrite(response, () => ({ status: 'none' }))) },
  'cancel-cancels': {
    handler: (good) => async (request) =>
      routeOf(request) === '/cancel' ? new Response(null, { status: 204 }) : good(request),
  },
  'order-placed': {
    handler: onAnswer('/order', (response) =>
      rewrite(response, (body) => (body.order_id ? { ...body, order_id: 'our-own-number' } : body)),
    ),
  },
  'order-repeated': { handler: onOrders(({ by, before }) => by === '/order' && before.join() === '/order') },
  'order-parallel': { handler: onOrders(({ by, running }) => by === '/order' && running.includes('/order')) },
  'order-answer-lost': { handler: onOrders(({ before }) => before.join() === 'failed /order') },
  'callback-then-browser': { handler: onOrders(({ by, before }) => by === '/order' && before.join() === '/callback') },
  'browser-then-callback': {
    handler: onOrders(({ by, before }) => by === '/callback' && before.join() === '/order'),
  },
  'callback-and-browser': {
    handler: onOrders(({ by, running }) => running.some((other) => other !== by)),
  },
  'callback-verified': {
    handler: onAnswer('/callback', (response) => (response.ok ? response : new Response(null, { status: 204 }))),
  },
  'order-saved-once': { saved: (order_ids) => [...order_ids, ...order_ids] },
  'cart-changed-refused': {
    handler: onAnswer('/order', (response) =>
      response.status === 409 ? failure(400, 'cart-changed', 'not-matching') : response,
    ),
  },
  'cart-changed-cancelled': notCancelled(),
  'order-declined': {
    handler: onAnswer('/order', (response) => (response.status === 402 ? failure(402, 'order', 'declined') : response)),
  },
  'authorization-expired': {
    handler: onAnswer('/order', async (response) =>
      response.status === 410 && /expired/.test(await response.clone().text())
        ? failure(410, 'order', 'expired')
        : response,
    ),
  },
  'order-not-for-strangers': { handler: trusting },
  'other-sites-refused': {
    handler: (good) => (request) => good(withHeaders(request, { origin: null, 'sec-fetch-site': null })),
  },
  'json-only': { handler: (good) => (request) => good(withHeaders(request, { 'content-type': 'application/json' })) },
  'errors-readable': {
    handler: onAnswer('/order', (response) =>
      response.ok || response.status === 403 ? response : rewrite(response, ({ message: _, ...rest }) => rest),
    ),
  },
  'errors-with-correlation-id': {
    handler: onAnswer('*', async (response) =>
      response.status >= 400 ? rewrite(response, ({ correlation_id: _, ...rest }) => rest) : response,
    ),
  },
  'answers-not-cached': {
    handler: onAnswer('/session', (response) => {
      response.headers.delete('cache-control');
      return response;
    }),
  },
  'cookie-safe': {
    handler: onAnswer('/session', (response) => {
      const cookie = response.headers.get('set-cookie');
      if (cookie) response.headers.set('set-cookie', cookie.replace('; HttpOnly', ''));
      return response;
    }),
  },
  'credentials-secret': {
    handler: onAnswer('/session', (response) => {
      if (!response.ok) response.headers.set('x-debug', 'logged in with passw0rd-that-must-not-leak');
      return response;
    }),
  },
  'personal-data-secret': {
    handler: onAnswer('/order', (response) =>
      response.ok ? rewrite(response, (body) => ({ ...body, sent_to: 'customer@email.se' })) : response,
    ),
  },
  'intent-buy': intentFault('buy'),
  'intent-tokenize': intentFault('tokenize'),
  'intent-buy-and-tokenize': intentFault('buy_and_tokenize'),
  'intent-buy-and-default-tokenize': intentFault('buy_and_default_tokenize'),
};
