/** The rate limits of the playground. They are documented, and the first is recorded too. They count per merchant. */
import type { CallName } from '../script/step.ts';

export const RATES = { create_session: 5, other: 50 } as const;

const SECOND_MS = 1000;

type Window = { second: number; create_session: number; other: number };

export interface Allowance {
  /** Calls a second. */
  readonly limit: number;
  /** Calls left in this second; negative if there were too many. */
  readonly remaining: number;
}

type RateLimit = (merchant: string, call: CallName | undefined) => Allowance;

/** As recorded; successful answers have them as well. */
export const rateHeaders = ({ limit, remaining }: Allowance): Record<string, string> => ({
  'x-ratelimit-limit': `${limit}, ${limit};w=1`,
  'x-ratelimit-remaining': String(Math.max(remaining, 0)),
  'x-ratelimit-reset': '1',
});

/** Counts in whole seconds of the simulator's clock. It is unknown how Klarna divides time. */
export function createRateLimit(now: () => number): RateLimit {
  const windows = new Map<string, Window>();
  return (merchant, call) => {
    const second = Math.floor(now() / SECOND_MS);
    let window = windows.get(merchant);
    if (window?.second !== second) {
      // An older window is over for every merchant, so all of them can go.
      if (window !== undefined || windows.size > 1000) windows.clear();
      window = { second, create_session: 0, other: 0 };
      windows.set(merchant, window);
    }
    const kind = call === 'create_session' ? 'create_session' : 'other';
    window[kind] += 1;
    return { limit: RATES[kind], remaining: RATES[kind] - window[kind] };
  };
}
