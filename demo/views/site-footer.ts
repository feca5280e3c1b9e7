import { html } from './html.ts';

/** The same on every page, and the last that is seen of it: pages wait for their `end` before they are painted. */
export const siteFooter = html`
  <footer class="site-footer" id="end">
    <p>Lugn is made up, for demonstration. Nothing is sold and nothing is sent.</p>
  </footer>`;
