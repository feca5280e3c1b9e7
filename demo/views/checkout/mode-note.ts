import type { CartView } from '../../shop/cart-view.ts';
import { html } from '../html.ts';

/** The Klarna behind the button: an offline stand-in, or Klarna's own test environment. */
export type Mode = 'simulator' | 'playground';

export const modeNote = (mode: Mode) =>
  mode === 'simulator'
    ? html`Runs on the offline Klarna simulator – no money moves.`
    : html`Runs on Klarna’s playground – no money moves.`;

/** For a developer: the intent of this cart. */
export const intentNote = ({ intent }: Pick<CartView, 'intent'>) => html`Intent: <code>${intent}</code>`;
