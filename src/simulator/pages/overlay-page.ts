import { html } from './html.ts';
import { framedPage } from './page.ts';

/** Covers the shop while the pop-up is open, and brings the pop-up back to the front. */
export const overlayPage = (): Response =>
  framedPage({
    title: 'Klarna',
    name: 'overlay',
    script: 'overlay',
    theme: 'light',
    body: html`<main><div role="dialog" aria-modal="true" aria-labelledby="title">
<p class="badge">Klarna</p>
<h1 id="title">Continue in Klarna’s window</h1>
<p>It opened on top of this page. Don’t see it? Bring it back.</p>
<p class="buttons"><button type="button" data-event="focus" class="primary">Show the window</button>
<button type="button" data-event="cancel">Cancel</button></p>
</div></main>`,
  });
