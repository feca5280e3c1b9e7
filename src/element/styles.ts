import { css } from 'lit';
import { button } from './styles/button.ts';
import { forcedColors } from './styles/forced-colors.ts';
import { layout } from './styles/layout.ts';
import { messages } from './styles/messages.ts';
import { methods } from './styles/methods.ts';
import { tokens } from './styles/tokens.ts';
import { waiting } from './styles/waiting.ts';

/** Later ones win: the shopper's own colours come last. */
export const styles = css`
  ${tokens} ${layout} ${methods} ${messages} ${button} ${waiting} ${forcedColors}
`;
