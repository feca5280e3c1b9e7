import { css } from 'lit';
import { badge } from './badge.ts';
import { button } from './button.ts';
import { forcedColors } from './forced-colors.ts';
import { layout } from './layout.ts';
import { messages } from './messages.ts';
import { methods } from './methods.ts';
import { panel } from './panel.ts';
import { tokens } from './tokens.ts';
import { waiting } from './waiting.ts';

/** Later styles override earlier ones, so forced colours come last. */
export const styles = css`
  ${tokens} ${layout} ${methods} ${badge} ${panel} ${messages} ${button} ${waiting} ${forcedColors}
`;
