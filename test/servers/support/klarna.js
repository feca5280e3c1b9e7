// The shop of the recipes in `npm run test:servers`. Its cart and its orders are in the process of the test, over HTTP.
import { createKlarnaHandler } from 'klarna-checkout-button/server';

export function createShop({ BOOKS, KLARNA_ENVIRONMENT, PUBLIC_URL }) {
  const tell = async (name, message) => {
    const answer = await fetch(`${BOOKS}/${name}`, { method: 'POST', body: JSON.stringify(message) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    return text === '' ? undefined : JSON.parse(text);
  };
  return createKlarnaHandler({
    username: 'shop',
    password: 'secret-of-the-test',
    environment: KLARNA_ENVIRONMENT,
    secret: 'thirty-two characters and more of it',
    publicUrl: PUBLIC_URL || undefined,
    getOrder: (request, { type }) => tell('cart', { type, cookie: request.headers.get('cookie') ?? '' }),
    onOrder: (order, { session_id, door }) => tell('order', { ...order, session_id, door }),
    onCustomerToken: (token, { session_id }) => tell('token', { ...token, session_id }),
    findOrder: (session_id) => tell('find', { session_id }),
    onNotification: (event) => tell('notification', event),
    onError: (error) => tell('error', { message: String(error) }),
  });
}

let handler;

/** Made at the first request: a build of a framework imports this file without the settings. */
export const klarna = (request) => {
  handler ??= createShop(globalThis.process?.env ?? {});
  return handler(request);
};
