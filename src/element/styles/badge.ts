import { css } from 'lit';

export const badge = css`
  /* Klarna's picture, or its name in the same area if the picture does not load. */
  .badge {
    position: relative;
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 62px;
    block-size: 26px;
    border-radius: 6.5px;
    background: #ffa8cd;
    color: #0b051d;
    font: 700 14px/1 system-ui, sans-serif;
    letter-spacing: -0.03em;
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

  .not-offered .badge {
    opacity: 0.5;
  }
`;
