import { BASE, BUTTONS } from './styles/base.ts';
import { CONTROL } from './styles/control.ts';
import { OVERLAY } from './styles/overlay.ts';
import { POPUP } from './styles/popup.ts';
import { WIDGET } from './styles/widget.ts';

/** The style sheets, by the name of the page. */
export const STYLES: ReadonlyMap<string, string> = new Map([
  ['widget', BASE + WIDGET],
  ['overlay', BASE + BUTTONS + OVERLAY],
  ['popup', BASE + BUTTONS + POPUP],
  ['control', BASE + CONTROL],
]);
