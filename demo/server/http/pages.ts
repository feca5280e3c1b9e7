/**
 * The three pages. Vite prepares their HTML files. The server fills in the parts that depend on the visitor, so that
 * the first paint shows the complete page.
 */
import { readFile } from 'node:fs/promises';
import { viewCart } from '../../shop/cart-view.ts';
import type { Mode } from '../../views/checkout/mode-note.ts';
import { checkout } from '../../views/checkout.ts';
import { confirmation, unknownOrder } from '../../views/confirmation.ts';
import { Html, html } from '../../views/html.ts';
import { ordersPage } from '../../views/orders/orders-page.ts';
import { siteFooter } from '../../views/site-footer.ts';
import { siteHeader } from '../../views/site-header.ts';
import type { VisitorCarts } from '../cart/visitor-carts.ts';
import type { OrderRepository } from '../database/order-repository.ts';
import type { SubscriptionRepository } from '../database/subscription-repository.ts';
import { ROOT } from '../root.ts';
import type { FrontEnd } from './vite.ts';

interface Parts {
  frontEnd: Pick<FrontEnd, 'transformIndexHtml'>;
  orders: OrderRepository;
  subscriptions: SubscriptionRepository;
  visitors: VisitorCarts;
  mode: Mode;
  sdkUrl: string;
  headers: Readonly<Record<string, string>>;
}

interface Page {
  file: string;
  parts: Readonly<Record<string, Html>>;
  status?: number;
  headers?: Readonly<Record<string, string>>;
}

type PageMaker = (request: Request) => Page;

/** Inside a script element only `</script` can end the text, and `<!--` changes the parser's state. */
const jsonBlock = (id: string, value: unknown) =>
  new Html(`<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`);

/** The browser starts to load Klarna's script before the page's own script asks for it. */
const klarnaHead = (sdkUrl: string) => html`
    <link rel="preconnect" href="${new URL(sdkUrl).origin}">
    <link rel="preload" as="script" href="${sdkUrl}">`;

/** Replaces `<!-- name -->` with the part of that name. */
const fill = (frame: string, parts: Page['parts']): string =>
  frame.replace(/<!-- ([\w-]+) -->/g, (comment, name: string) => String(parts[name] ?? comment));

function makers({ orders, subscriptions, visitors, mode, sdkUrl }: Parts): Readonly<Record<string, PageMaker>> {
  return {
    '/': (request) => {
      const { cart, headers } = visitors.open(request);
      const view = viewCart(cart.market, cart.quantities);
      const parts = {
        'klarna-head': klarnaHead(sdkUrl),
        header: siteHeader('checkout'),
        content: checkout(view, mode),
        'page-settings': jsonBlock('page-settings', { sdkUrl, cart: view }),
      };
      return { file: 'index.html', parts, headers };
    },
    '/confirmation': (request) => {
      const asked = new URL(request.url).searchParams;
      const order = orders.find(asked.get('order') ?? '');
      const begun = subscriptions.findBySession(order?.session_id ?? asked.get('session') ?? '');
      const known = order !== undefined || begun.length > 0;
      const parts = { header: siteHeader('confirmation'), content: known ? confirmation(order, begun) : unknownOrder };
      return { file: 'demo/confirmation.html', parts, status: known ? 200 : 404 };
    },
    '/orders': () => ({
      file: 'demo/orders.html',
      parts: {
        header: siteHeader('orders'),
        content: ordersPage({ orders: orders.list(), subscriptions: subscriptions.list() }),
      },
    }),
  };
}

/** Answers the paths of the pages; undefined for all other paths. */
export function createPages(options: Parts) {
  const pages = makers(options);
  const picturesFile = new URL('demo/pictures/products.svg', ROOT);

  return (pathname: string): ((request: Request) => Promise<Response>) | undefined => {
    const maker = Object.hasOwn(pages, pathname) ? pages[pathname] : undefined;
    if (!maker) return undefined;
    return async (request) => {
      const { file, parts, status = 200, headers } = maker(request);
      const source = await readFile(new URL(file, ROOT), 'utf8');
      const frame = await options.frontEnd.transformIndexHtml(`/${file}`, source);
      const pictures = new Html(await readFile(picturesFile, 'utf8'));
      const body = fill(frame, { pictures, footer: siteFooter, ...parts });
      return new Response(body, {
        status,
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'cache-control': 'no-store',
          ...options.headers,
          ...headers,
        },
      });
    };
  };
}
