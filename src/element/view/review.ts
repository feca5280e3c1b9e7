import { html, nothing } from 'lit';
import { categoryOf, type Offer } from '../../checkout/state/state.ts';
import { badge } from './badge.ts';
import { ribbon } from './test-mode-ribbon.ts';
import { busyOf, REVIEW_SLOT, type View } from './view-model.ts';

/** Shows the way to pay that the shopper chose on an earlier page. It cannot be changed here. */
export function review({ state, strings }: View, { session }: Offer) {
  const chosen = session.payment_method_categories.find(({ identifier }) => identifier === categoryOf(state));
  return html`
    <div part="methods" class="methods review" role="group" aria-busy=${busyOf(state)} aria-label=${strings.reviewHeading}>
      ${ribbon(session, strings)}
      <div part="method" class="method chosen">
        <div class="head">
          <span part="name" class="name"
            ><small>${strings.reviewHeading}</small><bdi lang=${session.locale ?? nothing}>${chosen?.name}</bdi></span
          >
          ${badge(chosen?.asset_urls)}
        </div>
        <div part="widget" class="panel"><div class="clip"><slot name=${REVIEW_SLOT}></slot></div></div>
      </div>
    </div>
  `;
}
