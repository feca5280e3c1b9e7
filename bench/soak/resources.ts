/** What a process holds: memory, timers, sockets and files. */
import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

export interface Resources {
  /** By kind, as Node counts them: `Timeout`, `TCPSocketWrap` and others. */
  active: Record<string, number>;
  /** Undefined if the system does not tell. */
  descriptors: number | undefined;
}

/** Only Linux has it. */
const DESCRIPTORS = '/proc/self/fd';

export function readResources(): Resources {
  const active: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) active[kind] = (active[kind] ?? 0) + 1;
  // Reading the folder opens one descriptor, each time.
  const descriptors = existsSync(DESCRIPTORS) ? readdirSync(DESCRIPTORS).length : undefined;
  return { active, descriptors };
}

/** @returns a sentence for each kind of which there is more than at the start */
export function findLeaks(before: Resources, after: Resources): string[] {
  const more = Object.entries(after.active).filter(([kind, count]) => count > (before.active[kind] ?? 0));
  const leaks = more.map(([kind, count]) => `${kind}: ${count}, at the start ${before.active[kind] ?? 0}`);
  const [was = 0, is = 0] = [before.descriptors, after.descriptors];
  return is > was ? [...leaks, `file descriptors: ${is}, at the start ${was}`] : leaks;
}

const SETTLE_MS = 10_000;
const LOOK_MS = 100;

/** Sockets need a moment to close. @returns the leaks that are still there then */
export async function waitForNoLeaks(before: Resources): Promise<string[]> {
  const end = performance.now() + SETTLE_MS;
  for (;;) {
    const leaks = findLeaks(before, readResources());
    if (leaks.length === 0 || performance.now() > end) return leaks;
    await pause(LOOK_MS);
  }
}

/** Bytes that are in use after the collection of all garbage. */
export async function measureHeap(): Promise<number> {
  if (!globalThis.gc) throw new Error('Start Node with --expose-gc.');
  // Finalizers of the first collection free more objects.
  for (let round = 0; round < 3; round++) {
    globalThis.gc();
    await pause(LOOK_MS);
  }
  return process.memoryUsage().heapUsed;
}
