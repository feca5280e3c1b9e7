import { html, type TemplateResult } from 'lit';

/**
 * Klarna's badge, from the session's `asset_urls`. Screen readers skip it, because it stands beside the name. If the picture
 * does not load, a plain badge of the same size is shown.
 */
export const badge = (asset_urls: { standard?: string; descriptive?: string } | undefined): TemplateResult => {
  const source = asset_urls?.standard ?? asset_urls?.descriptive;
  return html`<span part="badge" class="badge" aria-hidden="true">
    <span class="badge-text">Klarna</span>
    ${source ? html`<img src=${source} alt="" @error=${hidePicture} />` : ''}
  </span>`;
};

function hidePicture(event: Event): void {
  if (event.target instanceof HTMLElement) event.target.hidden = true;
}
