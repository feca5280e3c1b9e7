import { html, nothing } from 'lit';
import type { Offer } from '../../checkout/state/state.ts';
import type { Strings } from '../strings/strings.ts';

/** A note on the border of the box. It appears with the session, so it must not move anything below. */
export const ribbon = ({ environment }: Offer['session'], strings: Strings) =>
  environment !== undefined && environment !== 'production'
    ? html`<p part="ribbon" class="ribbon"><bdi>${strings.ribbon}</bdi></p>`
    : nothing;
