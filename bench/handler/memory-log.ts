import { setImmediate } from 'node:timers/promises';

interface MemoryLog {
  /** @param requests the number that each handler has answered so far */
  note(requests: number): Promise<void>;
  report(): string;
}

/** Records the heap after garbage collections. */
export function createMemoryLog(collect: () => unknown): MemoryLog {
  const points: { requests: number; mebibytes: number }[] = [];
  return {
    async note(requests) {
      // Finalizers run after a collection and release more memory for the next one.
      for (let pass = 0; pass < 3; pass++) {
        collect();
        await setImmediate();
      }
      points.push({ requests, mebibytes: process.memoryUsage().heapUsed / 2 ** 20 });
    },

    report() {
      const rows = points.map(({ requests, mebibytes }) => `${mebibytes.toFixed(1).padStart(8)} MiB at ${requests}`);
      const [first, last] = [points[0]?.mebibytes ?? Number.NaN, points.at(-1)?.mebibytes ?? Number.NaN];
      return `heap, by requests of each\n${rows.join('\n')}\nlast to first ${(last / first).toFixed(2)}`;
    },
  };
}
