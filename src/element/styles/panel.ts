import { css } from 'lit';

/** The area of Klarna's widget, under its way to pay. */
export const panel = css`
  /* A collapsed widget has its full width: Klarna has measured it, so nothing jumps when the shopper chooses it. */
  .panel {
    display: grid;
    grid-template-rows: 0fr;
    transition: grid-template-rows 0.18s ease-out;
  }

  .chosen > .panel {
    grid-template-rows: 1fr;
  }

  /* Klarna's iframe is at least 280 px wide. In a narrow element it gets the padding, and at last the borders. */
  .panel > .clip {
    --_spare: calc((100cqi - 282px) / 2);
    min-block-size: 0;
    min-inline-size: 0;
    margin-inline: clamp(-1px, var(--_spare), 0px);
    padding-inline: clamp(0px, var(--_spare), var(--_inset));
    position: relative;
    overflow: hidden;
    /* Even a fixed iframe stays in this box. */
    contain: paint;
  }

  .chosen > .panel > .clip {
    padding-block-end: clamp(6px, var(--_spare), var(--_inset));
  }
`;
