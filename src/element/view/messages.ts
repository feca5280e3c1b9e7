import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { icon } from './icon.ts';
import { messageOf } from './status-message.ts';
import { showsStartAgain, type View } from './view-model.ts';

/** Of what is said, for those that are described by it. */
export const WORDS_ID = 'words';

/** Two live regions that never leave the page, so that screen readers notice what changes in them. */
export function messages({ state, displayedState, strings, hint, unmarked, hasArrived, isOverdue }: View) {
  const { text, tone } = messageOf(displayedState, strings, hint, unmarked);
  const alert = tone === 'error' || tone === 'calm';
  // `bdi`: an Arabic page may be spoken to in English, whose full stop would go to the wrong end.
  const words = displayedState.status === 'preparing' && !hasArrived ? strings.loading : text;
  // The button for it appears without a word; who sees nothing would not know.
  const unseen = showsStartAgain({ state, isOverdue })
    ? html`<span class="unseen">${strings.startAgain}</span>`
    : nothing;
  // Other words are another paragraph: a centred line that grows would move.
  const line = (part: string) =>
    keyed(
      words,
      html`<p id=${WORDS_ID} part=${part} class="message ${tone}" tabindex="-1">${icon(tone)}<span><bdi>${words}</bdi></span>${unseen}</p>`,
    );
  return html`
    <div part="messages" class="messages">
      <div role="status">${!alert && text ? line('status') : nothing}</div>
      <div role="alert">${alert ? line('alert') : nothing}</div>
    </div>
  `;
}
