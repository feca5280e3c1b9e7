import { css } from 'lit';

/**
 * Colours, shapes and sizes. A custom property of the page wins over each default. The font is the page's: family, size and
 * line height are inherited, and text sizes are in `em`.
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

    /* A row, Klarna's widget at its first height (230 px), the space below it and two borders. */
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

  /* For Safari before 17.5 and Chrome before 123. System colours follow the colour scheme, as light-dark() does. */
  @supports not (color: light-dark(#000, #fff)) {
    :host {
      --_text: var(--klarna-text-color, CanvasText);
      --_muted: var(--klarna-muted-color, color-mix(in srgb, CanvasText 70%, Canvas));
      --_surface: var(--klarna-surface-color, Canvas);
      --_chosen: var(--klarna-chosen-color, color-mix(in srgb, CanvasText 4%, Canvas));
      --_border: var(--klarna-border-color, color-mix(in srgb, CanvasText 18%, Canvas));
      --_accent: var(--klarna-accent-color, CanvasText);
      --_button: var(--klarna-button-color, CanvasText);
      --_button-text: var(--klarna-button-text-color, Canvas);
      --_focus: var(--klarna-focus-color, color-mix(in srgb, #7c3cff 75%, CanvasText));
      --_error: var(--klarna-error-color, color-mix(in srgb, #e0204a 65%, CanvasText));
      --_success: var(--klarna-success-color, color-mix(in srgb, #109a5a 60%, CanvasText));
    }
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
