import { css } from 'lit';

export const styles = css`
  :host {
    --_text: var(--klarna-text-color, light-dark(#17131f, #f3f1f6));
    --_muted: var(--klarna-muted-color, light-dark(#5d5868, #b5afc0));
    --_surface: var(--klarna-surface-color, light-dark(#ffffff, #1d1924));
    --_chosen: var(--klarna-chosen-color, light-dark(#fff5f9, #2a202c));
    --_border: var(--klarna-border-color, light-dark(#d5d1dc, #4b4555));
    --_accent: var(--klarna-accent-color, light-dark(#17131f, #ffa8cd));
    --_button: var(--klarna-button-color, light-dark(#17131f, #ffa8cd));
    --_button-text: var(--klarna-button-text-color, light-dark(#ffffff, #17131f));
    --_error: var(--klarna-error-color, light-dark(#a8102f, #ff9aa9));
    --_radius: var(--klarna-radius, 12px);
    --_button-radius: var(--klarna-button-radius, 10px);

    display: block;
    min-inline-size: 0;
    color: var(--_text);
    font-size: 1rem;
    line-height: 1.45;
  }

  :host([hidden]) {
    display: none;
  }

  :host([theme='light']) {
    color-scheme: light;
  }

  :host([theme='dark']) {
    color-scheme: dark;
  }

  :host([shape='pill']) {
    --_button-radius: var(--klarna-button-radius, 999px);
    --_radius: var(--klarna-radius, 20px);
  }

  :host([shape='rect']) {
    --_button-radius: var(--klarna-button-radius, 0);
    --_radius: var(--klarna-radius, 0);
  }

  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }

  .base {
    display: grid;
    gap: 12px;
    padding-block-start: 10px;
  }

  /* The room is taken from the first paint, so that nothing below moves when Klarna arrives. */
  .methods {
    position: relative;
    display: grid;
    align-content: start;
    min-block-size: var(--klarna-reserved-height, 170px);
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  .ribbon {
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: 14px;
    translate: 0 -50%;
    margin: 0;
    padding: 1px 10px;
    border: 1px solid var(--_border);
    border-radius: 999px;
    background: var(--_surface);
    color: var(--_muted);
    font-size: 0.75rem;
    line-height: 1.4;
  }

  .methods.single {
    background: var(--_chosen);
    min-block-size: var(--klarna-reserved-height, 286px);
  }

  legend,
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  /* Room for the ribbon on the border above. */
  .ribbon + .method .head {
    padding-block-start: 12px;
  }

  .method + .method {
    border-block-start: 1px solid var(--_border);
  }

  .method.chosen {
    background: var(--_chosen);
  }

  .method:nth-of-type(1) {
    border-start-start-radius: calc(var(--_radius) - 1px);
    border-start-end-radius: calc(var(--_radius) - 1px);
  }

  .method:nth-last-of-type(1) {
    border-end-start-radius: calc(var(--_radius) - 1px);
    border-end-end-radius: calc(var(--_radius) - 1px);
  }

  .head {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: 56px;
    padding: 8px 16px;
  }

  label.head {
    cursor: pointer;
  }

  .method.not-offered .head {
    color: var(--_muted);
    cursor: not-allowed;
  }

  .name {
    flex: 1;
    min-inline-size: 0;
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .name small {
    display: block;
    font-weight: 400;
  }

  input[type='radio'] {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    margin: 0;
    accent-color: var(--_accent);
  }

  .badge {
    position: relative;
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 58px;
    block-size: 26px;
    border-radius: 6px;
    background: #ffa8cd;
    color: #17131f;
    font: 700 0.8125rem/1 system-ui, sans-serif;
    letter-spacing: -0.02em;
    overflow: hidden;
  }

  .badge img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
    background: #ffa8cd;
  }

  .badge img[hidden] {
    display: none;
  }

  /* A collapsed widget has the width of an open one: Klarna has measured it, and nothing jumps when it is chosen. */
  .panel {
    display: grid;
    grid-template-rows: 0fr;
    transition: grid-template-rows 0.18s ease-out;
  }

  .chosen > .panel {
    grid-template-rows: 1fr;
  }

  .panel > .clip {
    min-block-size: 0;
    min-inline-size: 0;
    padding-inline: 16px;
    overflow: hidden;
  }

  .chosen > .panel > .clip {
    padding-block-end: 16px;
  }

  .skeleton {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: 56px;
    padding: 8px 16px;
  }

  .skeleton + .skeleton {
    border-block-start: 1px solid var(--_border);
  }

  .bone {
    block-size: 12px;
    border-radius: 6px;
    background: var(--_border);
    animation: breathe 1.4s ease-in-out infinite alternate;
  }

  .bone.dot {
    inline-size: 20px;
    block-size: 20px;
    border-radius: 50%;
  }

  .bone.line {
    inline-size: 42%;
  }

  .bone.mark {
    inline-size: 58px;
    block-size: 26px;
    margin-inline-start: auto;
  }

  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 10px;
    inline-size: 100%;
    min-block-size: 52px;
    padding: 10px 20px;
    border: 0;
    border-radius: var(--_button-radius);
    background: var(--_button);
    color: var(--_button-text);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
    transition: filter 0.12s;
  }

  button:hover {
    filter: brightness(1.18);
  }

  button:active {
    filter: brightness(0.94);
  }

  button[aria-disabled='true'],
  button:disabled {
    cursor: default;
    filter: none;
    opacity: 0.62;
  }

  button.busy[aria-disabled='true'] {
    cursor: progress;
    opacity: 0.86;
  }

  button[hidden] {
    display: none;
  }

  :focus-visible {
    outline: 3px solid light-dark(#7a3cff, #c9b3ff);
    outline-offset: 2px;
  }

  label.head:has(:focus-visible) {
    outline: 3px solid light-dark(#7a3cff, #c9b3ff);
    outline-offset: -3px;
    border-radius: var(--_radius);
  }

  label.head :focus-visible {
    outline: none;
  }

  .spinner {
    flex: none;
    inline-size: 18px;
    block-size: 18px;
    border: 2px solid currentcolor;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: turn 0.8s linear infinite;
  }

  .clip > .spinner {
    display: block;
    margin: 12px auto;
    color: var(--_muted);
  }

  .messages {
    min-block-size: 1.45em;
    font-size: 0.9375rem;
  }

  .message {
    margin: 0;
    color: var(--_muted);
    text-wrap: pretty;
  }

  .message:focus {
    outline: none;
  }

  .message:is(.error, .calm, .success) {
    padding: 12px 16px;
    border-inline-start: 4px solid var(--_tone);
    border-radius: calc(var(--_radius) / 2);
    background: color-mix(in srgb, var(--_tone) 9%, transparent);
    color: var(--_text);
  }

  .message.error {
    --_tone: var(--_error);
  }

  .message.calm {
    --_tone: var(--_muted);
  }

  .message.success {
    --_tone: var(--klarna-success-color, light-dark(#10764a, #6fdcaa));
  }

  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }

  @keyframes breathe {
    from {
      opacity: 0.9;
    }
    to {
      opacity: 0.4;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .spinner,
    .bone {
      animation-duration: 3s;
    }
    .panel,
    button {
      transition: none;
    }
  }

  @media (forced-colors: active) {
    button {
      border: 1px solid ButtonText;
    }
  }
`;
