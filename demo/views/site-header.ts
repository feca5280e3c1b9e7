import { html } from './html.ts';

type Place = 'checkout' | 'confirmation' | 'orders';

const link = (href: string, text: string, here: boolean) =>
  html`<a href="${href}" ${here && html`aria-current="page"`}>${text}</a>`;

/** The same on every page. */
export const siteHeader = (place: Place) => html`
  <header class="site-header">
    <a class="wordmark" href="/" aria-label="Lugn, back to the shop">lugn</a>
    <p class="claim">Quiet things for the desk</p>
    <nav aria-label="Shop">
      ${link('/', 'Shop', place === 'checkout')} ${link('/orders', 'Orders', place === 'orders')}
    </nav>
  </header>`;
