import { css } from 'lit';
import { badge } from './styles/badge.ts';
import { button } from './styles/button.ts';
import { forcedColors } from './styles/forced-colors.ts';
import { layout } from './styles/layout.ts';
import { messages } from './styles/messages.ts';
import { methods } from './styles/methods.ts';
import { panel } from './styles/panel.ts';
import { tokens } from './styles/tokens.ts';
import { waiting } from './styles/waiting.ts';

/** Later ones win: the shopper's own colours come last. */
export const styles = css`
  ${tokens} ${layout} ${methods} ${badge} ${panel} ${messages} ${button} ${waiting} ${forcedColors}
`;
