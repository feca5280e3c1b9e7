import { css } from 'lit';

/**
 * Colours, shapes and measures, each with the page's wish before ours. Letters are the page's own: family, size and
 * height of line are inherited, and all sizes of text are in `em`.
 */
export const tokens = css`
  :host {
    --_text: var(--klarna-text-color, light-dark(#17131f, #f3f1f6));
    --_muted: var(--klarna-muted-color, light-dark(#5d5868, #b5afc0));
    --_surface: var(--klarna-surface-color, light-dark(#ffffff, #1d1924));
    --_chosen: var(--klarna-chosen-color, light-dark(#fff5f9, #2a202c));
    --_border: var(--klarna-border-color, light-dark(#d9d5e0, #443e4f));
    --_accent: var(--klarna-accent-color, light-dark(#17131f, #ffa8cd));
    --_button: var(--klarna-button-color, light-dark(#17131f, #ffa8cd));
    --_button-text: var(--klarna-button-text-color, light-dark(#ffffff, #17131f));
    --_focus: var(--klarna-focus-color, light-dark(#6d28ff, #c9b3ff));
    --_error: var(--klarna-error-color, light-dark(#a8102f, #ff9aa9));
    --_success: var(--klarna-success-color, light-dark(#10764a, #6fdcaa));
    --_radius: var(--klarna-radius, 12px);
    --_button-radius: var(--klarna-button-radius, 12px);

    /* A row, Klarna's widget as tall as it begins (230 px), the room below it and two borders. */
    --_room: var(--klarna-reserved-height, 304px);
    --_gap: 14px;
    --_inset: 16px;
    --_line: 24px;
    --_control: 52px;

    container-type: inline-size;
    display: block;
    min-inline-size: min(280px, 100%);
    color: var(--_text);
    line-height: 1.45;
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
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
    --_radius: var(--klarna-radius, 22px);
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

  .unseen,
  legend {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
