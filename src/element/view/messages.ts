import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { icon } from './icon.ts';
import { messageOf } from './status-message.ts';
import { showsStartAgain, type View } from './view-model.ts';

/** The id of the message, for `aria-describedby`. */
export const WORDS_ID = 'words';

/** Two live regions. They stay in the page, so that screen readers notice changes in them. */
export function messages({ state, displayedState, strings, hint, unmarked, hasArrived, isOverdue }: View) {
  const { text, tone } = messageOf(displayedState, strings, hint, unmarked);
  const alert = tone === 'error' || tone === 'calm';
  // `bdi`, because an English sentence in an Arabic page would have its full stop at the wrong end.
  const words = displayedState.status === 'preparing' && !hasArrived ? strings.loading : text;
  // Screen readers do not announce the new button, so its label is part of the message.
  const unseen = showsStartAgain({ state, isOverdue })
    ? html`<span class="unseen">${strings.startAgain}</span>`
    : nothing;
  // A new text gets a new paragraph: a centred line that grows would move.
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
