import { css } from 'lit';

/**
 * From the first paint the element takes the room that it will need: a single way to pay with its widget, the button and
 * a line of words. Nothing below it moves when Klarna arrives, or when it does not.
 */
export const layout = css`
  .base {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: var(--_gap);
    min-block-size: calc(var(--_room) + var(--_control) + 2 * var(--_gap) + var(--_line));
  }

  /* Words take two lines here, Klarna's and the button's. */
  @container (max-width: 400px) {
    .base {
      --_room: var(--klarna-reserved-height, 344px);
      --_control: 72px;
    }
  }

  /* Words below the button: it stays under the pointer when they come. In the markup they stand before it. */
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

  /* Before there is anything to pay with, the button's place belongs to the words that say so. */
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
