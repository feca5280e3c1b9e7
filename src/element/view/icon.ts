import { html, nothing, svg } from 'lit';
import type { Message } from './status-message.ts';

/** Each tone has a shape of its own, because colour alone is not enough. A plain status has no icon. */
const SHAPES = {
  error: svg`<path d="M12 7.5v5.5M12 16.4v.1" />`,
  calm: svg`<path d="M12 11v5.5M12 7.6v.1" />`,
  success: svg`<path d="m8 12.3 2.8 2.8L16.2 9.6" />`,
};

export const icon = (tone: Message['tone']) =>
  tone === 'status'
    ? nothing
    : html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="10" />${SHAPES[tone]}</svg>`;
