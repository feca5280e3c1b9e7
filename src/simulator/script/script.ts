import { ScriptError } from './read-steps.ts';
import { type CallName, type CallStep, isCallStep, type ShopperStep, type Step } from './step.ts';

interface ScriptEntry {
  /** Undefined means the session that comes first. */
  readonly session_id: string | undefined;
  readonly step: Step;
}

/** More steps than this come from a loop that has gone wrong. */
const MAX_STEPS = 1000;

/**
 * The scripted events, in order. Each `authorize()` takes the first shopper step. Each REST call takes the first step
 * for that call. So the two kinds need not be interleaved. A session's own steps come before those of the whole shop.
 */
export class Script {
  #entries: ScriptEntry[] = [];

  /** @throws {ScriptError} if the script is full */
  add(steps: readonly Step[], session_id: string | undefined): void {
    if (this.#entries.length + steps.length > MAX_STEPS) {
      throw new ScriptError(`No more than ${MAX_STEPS} steps can wait. Reset the simulator, or use up what there is.`);
    }
    this.#entries.push(...steps.map((step) => ({ session_id, step })));
  }

  takeForShopper(session_id: string): ShopperStep | undefined {
    return this.#take(session_id, (step) => !isCallStep(step)) as ShopperStep | undefined;
  }

  takeForCall(call: CallName, session_id: string | undefined): CallStep | undefined {
    if (this.#entries.length === 0) return undefined;
    return this.#take(session_id, (step) => isCallStep(step) && step.call === call) as CallStep | undefined;
  }

  /** The next step is first. */
  entries(): readonly ScriptEntry[] {
    return this.#entries;
  }

  clear(): void {
    this.#entries = [];
  }

  #take(session_id: string | undefined, fits: (step: Step) => boolean): Step | undefined {
    const own = this.#entries.find(
      (entry) => entry.session_id === session_id && session_id !== undefined && fits(entry.step),
    );
    const found = own ?? this.#entries.find((entry) => entry.session_id === undefined && fits(entry.step));
    if (found) this.#entries = this.#entries.filter((entry) => entry !== found);
    return found?.step;
  }
}
