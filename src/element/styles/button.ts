import { css } from 'lit';

export const button = css`
  button {
    display: flex;
    flex-wrap: nowrap;
    align-items: center;
    justify-content: center;
    gap: 10px;
    inline-size: 100%;
    min-block-size: 52px;
    margin: 0;
    padding: 12px 16px;
    border: 0;
    border-radius: min(var(--_button-radius), 26px);
    background: var(--_button);
    color: var(--_button-text);
    font: inherit;
    font-weight: 600;
    line-height: 1.3;
    overflow-wrap: anywhere;
    text-align: center;
    text-wrap: balance;
    cursor: pointer;
    transition:
      filter 0.12s,
      translate 0.12s;
  }

  /* Not on a touch screen: there the last touched control keeps its hover style. */
  @media (hover: hover) {
    button:hover {
      filter: brightness(1.14) contrast(0.96);
    }
  }

  button:active {
    filter: brightness(0.94);
    translate: 0 1px;
  }

  button[aria-disabled='true'],
  button:disabled {
    cursor: default;
    filter: none;
    translate: none;
    opacity: 0.55;
  }

  button.busy[aria-disabled='true'] {
    cursor: progress;
    opacity: 0.86;
  }

  button[hidden] {
    display: none;
  }

  /* The second button, less prominent than the first. */
  button.quiet {
    min-block-size: 44px;
    background: none;
    color: var(--_text);
    font-weight: 400;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  button.quiet:hover {
    background: color-mix(in srgb, var(--_text) 5%, transparent);
    filter: none;
  }

  :focus-visible,
  label.head:has(:focus-visible) {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }

  label.head:has(:focus-visible) {
    outline-offset: -3px;
    border-radius: var(--_radius);
  }

  label.head :focus-visible {
    outline: none;
  }
`;
