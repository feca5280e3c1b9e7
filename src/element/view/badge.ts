import { html, type TemplateResult } from 'lit';

/**
 * Klarna's badge, from the session's `asset_urls`. The picture stands beside the name, so it says nothing to a screen
 * reader. One that does not arrive (offline, blocked) gives way to a plain badge of our own in the same room.
 */
export const badge = (asset_urls: { standard?: string; descriptive?: string } | undefined): TemplateResult => {
  const source = asset_urls?.standard ?? asset_urls?.descriptive;
  return html`<span part="badge" class="badge" aria-hidden="true">
    <span class="badge-text">Klarna</span>
    ${source ? html`<img src=${source} alt="" @error=${giveWay} />` : ''}
  </span>`;
};

function giveWay(event: Event): void {
  if (event.target instanceof HTMLElement) event.target.hidden = true;
}
