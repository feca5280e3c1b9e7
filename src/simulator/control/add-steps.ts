import { readSteps, ScriptError } from '../script/read-steps.ts';
import { isCallStep } from '../script/step.ts';
import type { State } from '../state/state.ts';

/**
 * Adds steps for one session, or for the session that comes next. A step that can never be used would wait for ever, so
 * it is refused.
 *
 * @throws {ScriptError}
 */
export function addSteps(state: State, value: unknown, session_id: string | undefined): void {
  const steps = readSteps(value);
  if (session_id !== undefined) {
    if (state.sessions.get(session_id) === undefined) {
      throw new ScriptError(
        `There is no session ${session_id}. Leave session_id out to mean the session that comes next.`,
      );
    }
    const index = steps.findIndex((step) => isCallStep(step) && step.call === 'create_session');
    if (index >= 0) {
      throw new ScriptError(
        `steps[${index}].call cannot be create_session for one session, because that session exists already.`,
      );
    }
  }
  state.script.add(steps, session_id);
}
