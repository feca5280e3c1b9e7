import { html } from './html.ts';

/** The same on every page. */
export const siteFooter = html`
  <footer class="site-footer">
    <p>Lugn is made up, for demonstration. Nothing is sold and nothing is sent.</p>
  </footer>`;
