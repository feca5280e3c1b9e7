import { css } from 'lit';

/** The ways to pay: rows in a box, with the widget under the chosen row. */
export const methods = css`
  .methods {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  .methods.single {
    background: var(--_chosen);
  }

  /* On the border, because it appears with the session and must not move anything below. */
  .ribbon {
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: var(--_inset);
    translate: 0 -50%;
    max-inline-size: calc(100% - 2 * var(--_inset));
    margin: 0;
    padding: 1px 10px;
    border: 1px solid var(--_border);
    border-radius: 11px;
    background: var(--_surface);
    color: var(--_muted);
    font-size: 0.75em;
  }

  /* With a large font in a narrow element it would cover the first way to pay. */
  @container (max-width: 16em) {
    .ribbon {
      position: static;
      translate: none;
      max-inline-size: none;
      padding: 8px var(--_inset);
      border: 0;
      border-block-end: 1px solid var(--_border);
      border-radius: var(--_radius) var(--_radius) 0 0;
    }
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
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    min-block-size: 56px;
    padding: 10px var(--_inset);
    border-radius: inherit;
  }

  label.head {
    cursor: pointer;
  }

  @media (hover: hover) {
    .method:not(.chosen) > label.head:hover {
      background: color-mix(in srgb, var(--_text) 4%, transparent);
    }
  }

  .not-offered > .head,
  fieldset:disabled label.head {
    background: none;
    cursor: default;
  }

  .not-offered > .head {
    color: var(--_muted);
  }

  fieldset:disabled .method:not(.chosen) > .head {
    opacity: 0.6;
  }

  .name {
    flex: 1 1 6em;
    min-inline-size: 0;
    font-weight: 600;
    overflow-wrap: break-word;
  }

  .name small {
    display: block;
    font-size: 0.875em;
    font-weight: 400;
  }

  input[type='radio'] {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    margin: 0;
    accent-color: var(--_accent);
    cursor: inherit;
  }

  /* Browsers print a collapsed widget over the button below it, so only the chosen widget is printed. */
  @media print {
    .method:not(.chosen) > .panel {
      display: none;
    }
  }
`;
