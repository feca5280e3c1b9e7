import { html, nothing } from 'lit';
import type { Offer } from '../../checkout/state/state.ts';
import type { Strings } from '../strings/strings.ts';

/** Stands on the border of the box: it comes with the session and must not push anything down. */
export const ribbon = ({ environment }: Offer['session'], strings: Strings) =>
  environment !== undefined && environment !== 'production'
    ? html`<p part="ribbon" class="ribbon"><bdi>${strings.ribbon}</bdi></p>`
    : nothing;
