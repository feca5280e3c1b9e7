/** Calls a second, of the playground: documented, and the first recorded too. They are counted per merchant. */
import type { CallName } from '../script/step.ts';

export const RATES = { create_session: 5, other: 50 } as const;

const SECOND_MS = 1000;

type Window = { second: number; create_session: number; other: number };

export interface Allowance {
  /** Calls a second. */
  readonly limit: number;
  /** Calls left in this second; negative for a call too many. */
  readonly remaining: number;
}

type RateLimit = (merchant: string, call: CallName | undefined) => Allowance;

/** As recorded, on good answers as well. */
export const rateHeaders = ({ limit, remaining }: Allowance): Record<string, string> => ({
  'x-ratelimit-limit': `${limit}, ${limit};w=1`,
  'x-ratelimit-remaining': String(Math.max(remaining, 0)),
  'x-ratelimit-reset': '1',
});

/** Whole seconds of the simulator's clock. How Klarna cuts its windows is not known. */
export function createRateLimit(now: () => number): RateLimit {
  const windows = new Map<string, Window>();
  return (merchant, call) => {
    const second = Math.floor(now() / SECOND_MS);
    let window = windows.get(merchant);
    if (window?.second !== second) {
      // Whoever called in an earlier second counts from nothing again: none of the old windows is needed.
      if (window !== undefined || windows.size > 1000) windows.clear();
      window = { second, create_session: 0, other: 0 };
      windows.set(merchant, window);
    }
    const kind = call === 'create_session' ? 'create_session' : 'other';
    window[kind] += 1;
    return { limit: RATES[kind], remaining: RATES[kind] - window[kind] };
  };
}
