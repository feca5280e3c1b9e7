import { css } from 'lit';

/** With forced colours, borders show the shapes, and a radio and a bar show the chosen way to pay. */
export const forcedColors = css`
  @media (forced-colors: active) {
    /* Firefox otherwise draws a fieldset with its ThreeDFace border, which is pale on dark colours. */
    .methods,
    .ribbon,
    .method + .method,
    .alone .message {
      border-color: CanvasText;
    }

    button {
      border: 2px solid ButtonText;
      background: ButtonFace;
      color: ButtonText;
    }

    button[aria-disabled='true'],
    button:disabled {
      border-color: GrayText;
      color: GrayText;
      opacity: 1;
    }

    .method.chosen {
      box-shadow: none;
      border-inline-start: 4px solid Highlight;
    }

    .badge {
      forced-color-adjust: none;
    }

    .not-offered > .head,
    fieldset:disabled .method:not(.chosen) > .head {
      color: GrayText;
      opacity: 1;
    }

    .bone,
    .message:not(.status),
    .blank .message.status {
      border: 1px solid GrayText;
    }

    .spinner,
    .blank .message.status::before {
      border-inline-end-color: Canvas;
    }

    .icon {
      stroke: currentcolor;
    }
  }
`;
