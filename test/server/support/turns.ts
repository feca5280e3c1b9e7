import type { Random } from '../../support/random.ts';

/**
 * Lets one step at a time go on, in a random order that the seed repeats. A step waits with `wait`, for one thing at a time. The
 * next turn comes when all steps wait.
 */
export function createTurns(random: Random) {
  const waiting: (() => void)[] = [];
  const running = new Set<Promise<unknown>>();
  const allWait = async (): Promise<void> => {
    while (waiting.length < running.size) await new Promise((resolve) => void setImmediate(resolve));
  };
  return {
    wait: (): Promise<void> => new Promise((resolve) => void waiting.push(resolve)),
    start(step: Promise<unknown>): void {
      const ended = step.finally(() => running.delete(ended));
      running.add(ended);
    },
    /** Gives `count` turns, or as many as are asked for. */
    async give(count = Number.POSITIVE_INFINITY): Promise<void> {
      for (let given = 0; given < count; given++) {
        await allWait();
        const [next] = waiting.splice(random.integer(0, waiting.length - 1), 1);
        if (next === undefined) return;
        next();
      }
      await allWait();
    },
  };
}
