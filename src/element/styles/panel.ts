import { css } from 'lit';

/** The room of Klarna's widget, under its way to pay. */
export const panel = css`
  /* A collapsed widget has the width of an open one: Klarna has measured it, and nothing jumps when it is chosen. */
  .panel {
    display: grid;
    grid-template-rows: 0fr;
    transition: grid-template-rows 0.18s ease-out;
  }

  .chosen > .panel {
    grid-template-rows: 1fr;
  }

  /* Klarna's frame is never narrower than 280 px: in a narrow place it gets the padding, and at last the borders. */
  .panel > .clip {
    --_spare: calc((100cqi - 282px) / 2);
    min-block-size: 0;
    min-inline-size: 0;
    margin-inline: clamp(-1px, var(--_spare), 0px);
    padding-inline: clamp(0px, var(--_spare), var(--_inset));
    position: relative;
    overflow: hidden;
  }

  .chosen > .panel > .clip {
    padding-block-end: clamp(6px, var(--_spare), var(--_inset));
  }
`;
