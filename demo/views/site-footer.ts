import { html } from './html.ts';

/** The same on every page, and the last part of it: the browser paints a page only when its `end` has arrived. */
export const siteFooter = html`
  <footer class="site-footer" id="end">
    <p>Lugn is made up, for demonstration. Nothing is sold and nothing is sent.</p>
  </footer>`;
