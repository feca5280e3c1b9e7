import type { State } from '../state/state.ts';
import { readSteps, ScriptError } from './read-steps.ts';
import { isCallStep } from './step.ts';

/**
 * Steps for one session, or for whichever comes. What can never be used up would wait for ever, and is refused.
 *
 * @throws {ScriptError}
 */
export function addSteps(state: State, value: unknown, session_id: string | undefined): void {
  const steps = readSteps(value);
  if (session_id !== undefined) {
    if (state.sessions.get(session_id) === undefined) {
      throw new ScriptError(`There is no session ${session_id}. Leave session_id out for whichever session comes.`);
    }
    const index = steps.findIndex((step) => isCallStep(step) && step.call === 'create_session');
    if (index >= 0) {
      throw new ScriptError(`steps[${index}].call cannot be create_session for one session: it is there already.`);
    }
  }
  state.script.add(steps, session_id);
}
