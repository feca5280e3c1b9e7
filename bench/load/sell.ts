/** Purchases in one process, without a network: the handler, and the simulator as a function. */
import { createMarketplace, SIDE_BY_SIDE, type Sources, USUAL_FAULTS } from './marketplace.ts';

export type { Sources };

export interface Sold {
  /** Microseconds of processor time for a purchase, of all threads of this process. It is valid on a busy machine too. */
  cost: number;
  /** Purchases a second by the clock. */
  clock: number;
  /** Requests to Klarna for a purchase. */
  calls: number;
  violations: string[];
}

export async function sell(sources: Sources, purchases: number, seed: number): Promise<Sold> {
  const capacity = 4 * purchases + 1000;
  const market = createMarketplace({ sources, seed, capacity, faults: USUAL_FAULTS, patience: 30 });
  const [before, started] = [process.cpuUsage(), performance.now()];
  let next = 0;
  const shopper = async () => {
    while (next < purchases) await market.buy(next++);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, shopper));
  await market.finish();
  const { user, system } = process.cpuUsage(before);
  const cost = (user + system) / purchases;
  const clock = (purchases * 1000) / (performance.now() - started);
  return { cost, clock, calls: market.calls / purchases, violations: market.findViolations() };
}
