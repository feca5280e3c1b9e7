import { type Html, html } from './html.ts';

/** Length of a ring with radius 9, in the units of its drawing. */
const CIRCUMFERENCE = 2 * Math.PI * 9;

/** A ring that is filled to a part, from 0 to 1: how much of the order is paid at that time. */
export const ring = (part: number): Html => html`<svg class="ring" viewBox="0 0 24 24" aria-hidden="true">
<circle class="ring-track" cx="12" cy="12" r="9"/>
<circle class="ring-part" cx="12" cy="12" r="9" stroke-dasharray="${(part * CIRCUMFERENCE).toFixed(2)} 100" transform="rotate(-90 12 12)"/>
</svg>`;
