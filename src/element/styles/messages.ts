import { css } from 'lit';

/** Messages to the shopper: a plain line, a tinted note, or a card if there is nothing else. */
export const messages = css`
  .message {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 10px;
    margin: 0;
    font-size: 0.9375em;
    text-wrap: pretty;
    overflow-wrap: break-word;
  }

  .message:focus {
    outline: none;
  }

  .message.status {
    color: var(--_muted);
    text-align: center;
    text-wrap: balance;
  }

  .message.error {
    --_tone: var(--_error);
  }

  .message.calm {
    --_tone: var(--_muted);
  }

  .message.success {
    --_tone: var(--_success);
  }

  .message:not(.status) {
    align-items: start;
    justify-content: start;
    padding: 12px 14px;
    border-radius: max(0px, var(--_radius) - 2px);
    background: color-mix(in srgb, var(--_tone) 8%, transparent);
  }

  .icon {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    margin-block-start: calc((1.45em - 20px) / 2);
    fill: none;
    stroke: var(--_tone);
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .alone .message {
    flex-direction: column;
    align-items: center;
    justify-content: center;
    min-block-size: min(var(--_room), 172px);
    padding: var(--_inset);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    font-size: 1em;
    text-align: center;
    text-wrap: balance;
  }

  .alone .message > span {
    max-inline-size: 46ch;
  }

  .alone .icon {
    inline-size: 32px;
    block-size: 32px;
    margin: 0;
    stroke-width: 1.6;
  }

  .blank .message.status {
    min-block-size: 52px;
    padding: 12px 16px;
    border-radius: min(var(--_button-radius), 26px);
    background: color-mix(in srgb, var(--_text) 6%, transparent);
  }
`;
