import { css } from 'lit';

/**
 * From the first paint the element reserves its final height: a single way to pay with its widget, the button and a line of
 * text. So nothing below moves when Klarna loads or fails.
 */
export const layout = css`
  .base {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    break-inside: avoid;
    gap: var(--_gap);
    min-block-size: calc(var(--_room) + var(--_control) + 2 * var(--_gap) + var(--_line));
  }

  /* In this width Klarna's text and the button's label take two lines. */
  @container (max-width: 400px) {
    .base {
      --_room: var(--klarna-reserved-height, 344px);
      --_control: 72px;
    }
  }

  /* The message is below the button, so that the button does not move when it appears. In the markup it comes first. */
  .messages {
    order: 1;
  }

  .alone > .messages {
    order: -1;
  }

  .base > .quiet,
  .base > .debug,
  ::slotted([slot='fallback']) {
    order: 2;
  }

  /* Before Klarna has loaded, the loading message stands in the button's place. */
  .blank {
    grid-template-rows: auto 1fr;
  }

  .blank > .messages {
    display: contents;
  }

  .blank > .messages > [role='status'] {
    order: 1;
    align-self: end;
    margin-block-end: calc(var(--_gap) + var(--_line));
  }

  .blank > .messages > [role='alert'] {
    position: absolute;
  }

  .blank > .methods {
    min-block-size: var(--_room);
  }

  .blank > .methods.several {
    min-block-size: 0;
  }

  .blank > button {
    position: absolute;
    visibility: hidden;
  }
`;
