/** The faults that the soak switches on and off. A cycle has all of them, one after the other. */
import { type Faults, USUAL_FAULTS } from '../load/marketplace.ts';

interface Phase {
  name: string;
  faults: Partial<Faults>;
  /** How far the clock moves in the middle of the phase. */
  clock_ms?: number;
}

const HOUR_MS = 3_600_000;

export const PHASES: readonly Phase[] = [
  { name: 'usual', faults: {} },
  // Half of the calls are carried out, and only their answers are lost.
  { name: 'Klarna down', faults: { klarna: 1 } },
  { name: 'slow', faults: { slow_ms: 150 } },
  { name: 'database failing', faults: { database: 0.5 } },
  { name: 'callbacks late and twice', faults: { lateCallbacks: 1 } },
  // Shoppers of the phase before finish what has failed, and then the clock moves.
  { name: 'clock moves 48 h', faults: { klarna: 0, database: 0 }, clock_ms: 48 * HOUR_MS },
];

export const faultsOf = ({ faults }: Phase): Faults => ({ ...USUAL_FAULTS, ...faults });
