import { css } from 'lit';

/** The animations of the placeholder and the spinner. */
export const waiting = css`
  .skeleton {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    min-block-size: 56px;
    padding: 10px var(--_inset);
  }

  .methods:has(> .skeleton) {
    grid-template-rows: auto 1fr;
    align-content: stretch;
  }

  .bone {
    border-radius: 7px;
    background: color-mix(in srgb, var(--_text) 9%, transparent);
    animation: breathe 1.2s ease-in-out infinite alternate;
  }

  .bone.line {
    inline-size: min(42%, 180px);
    block-size: 14px;
  }

  .bone.mark {
    inline-size: 62px;
    block-size: 26px;
  }

  .bone.card {
    min-block-size: 56px;
    margin: 0 var(--_inset) var(--_inset);
    border-radius: max(0px, var(--_radius) - 4px);
  }

  .spinner,
  .blank .message.status::before {
    content: '';
    flex: none;
    inline-size: 18px;
    block-size: 18px;
    border: 2px solid currentcolor;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: turn 0.8s linear infinite;
  }

  /* On top of the widget's area, so that nothing moves when it goes. The area grows while Klarna loads. */
  .clip > .spinner {
    position: absolute;
    inset-block-start: 31px;
    inset-inline-start: calc(50% - 9px);
    color: var(--_muted);
  }

  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }

  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .spinner,
    .blank .message.status::before {
      animation: breathe 1.6s ease-in-out infinite alternate;
    }

    .panel,
    button {
      transition: none;
    }
  }
`;
