import { ScriptError } from './read-steps.ts';
import { type CallName, type CallStep, isCallStep, type ShopperStep, type Step } from './step.ts';

interface ScriptEntry {
  /** Undefined: for whichever session comes first. */
  readonly session_id: string | undefined;
  readonly step: Step;
}

/** More is a loop that has gone wrong. */
const MAX_STEPS = 1000;

/**
 * What is to happen, in order. Each `authorize()` takes the first step about a shopper, each REST call the first about that
 * call, so that the two kinds need not be interwoven. A session's own steps come before those of the whole shop.
 */
export class Script {
  #entries: ScriptEntry[] = [];

  /** @throws {ScriptError} when it is full */
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

  /** First to come first. */
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
