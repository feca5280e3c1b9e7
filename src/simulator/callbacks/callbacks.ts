/**
 * Sends Klarna's callbacks over HTTP, with at most three attempts. A 2xx ends them.
 * Klarna documents that the delay starts at one second and grows, with two seconds to connect and two to answer.
 * `fetch` cannot limit the two separately, so one attempt has four seconds.
 * Errors never reach the caller, because callbacks are best effort and the shop also hears from the browser.
 */
import { BoundedMap, type OnForget } from '../memory/bounded-map.ts';
import type { Changes } from '../memory/changes.ts';
import type { Clock } from '../memory/clock.ts';
import type { Ids } from '../memory/ids.ts';
import type { CallbackAttempt, CallbackRecord } from './callback-record.ts';

const MAX_ATTEMPTS = 3;

/** By the simulator's clock, from the end of an attempt. It doubles after each attempt. */
const FIRST_DELAY_MS = 1000;

/** Real time. */
const TIMEOUT_MS = 4000;

type CallbackOrder = Pick<CallbackRecord, 'kind' | 'session_id' | 'order_id' | 'url' | 'body'>;

interface CallbackSettings {
  clock: Clock;
  ids: Ids;
  changes: Changes;
  capacity: number;
  onForget: OnForget;
  fetch: typeof globalThis.fetch;
  /** Whether callbacks may be sent now. A simulator that is only called as a function makes no network calls. */
  isSending: () => boolean;
}

export class Callbacks {
  readonly #settings: CallbackSettings;
  readonly #records: BoundedMap<CallbackRecord>;
  readonly #running = new Set<Promise<void>>();
  #gone = new AbortController();

  constructor(settings: CallbackSettings) {
    this.#settings = settings;
    this.#records = new BoundedMap(settings.capacity, settings.onForget);
  }

  /** Settles after the first attempt. `delay_ms` is by the simulator's clock. */
  send(order: CallbackOrder, delay_ms = 0): Promise<void> {
    const { clock, ids, isSending } = this.#settings;
    const created_at = clock.now();
    const record: CallbackRecord = { callback_id: ids.uuid(), ...order, created_at, state: 'waiting', attempts: [] };
    this.#records.set(record.callback_id, record);
    if (!isSending()) {
      record.state = 'held';
      return Promise.resolve();
    }
    if (delay_ms === 0) return this.#attempt(record, created_at);
    return this.#later(record, created_at + delay_ms);
  }

  /** Oldest first. */
  values(): CallbackRecord[] {
    return this.#records.values();
  }

  /** The newest, newest first. */
  latest(count: number): CallbackRecord[] {
    return this.#records.latest(count);
  }

  get size(): number {
    return this.#records.size;
  }

  /** Settles when no attempt is in progress. It does not wait for attempts that are due later. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** Aborts the attempts that are in progress. They are not recorded. */
  abort(): void {
    this.#gone.abort();
    this.#gone = new AbortController();
  }

  clear(): void {
    this.abort();
    this.#records.clear();
  }

  #later(record: CallbackRecord, at: number): Promise<void> {
    record.next_attempt_at = at;
    const { signal } = this.#gone;
    return new Promise((resolve) => {
      this.#settings.clock.schedule(at, async (due) => {
        if (!signal.aborted) await this.#attempt(record, due);
        resolve();
      });
    });
  }

  #attempt(record: CallbackRecord, at: number): Promise<void> {
    const running = this.#run(record, at).finally(() => this.#running.delete(running));
    this.#running.add(running);
    return running;
  }

  async #run(record: CallbackRecord, at: number): Promise<void> {
    const { signal } = this.#gone;
    const { clock } = this.#settings;
    const begun_at = clock.now();
    delete record.next_attempt_at;
    const attempt = await this.#post(record, at, signal);
    if (signal.aborted) return;
    // Not `now`: if the clock was moved past the due time, the next delay still counts from that due time.
    const ended_at = at + clock.now() - begun_at;
    record.attempts.push(attempt);
    const { status = 0 } = attempt;
    if (status >= 200 && status < 300) record.state = 'delivered';
    else if (record.attempts.length >= MAX_ATTEMPTS) record.state = 'failed';
    else void this.#later(record, ended_at + FIRST_DELAY_MS * 2 ** (record.attempts.length - 1));
    this.#settings.changes.notify();
  }

  async #post({ url, body }: CallbackRecord, at: number, gone: AbortSignal): Promise<CallbackAttempt> {
    const started = performance.now();
    // As a plain function: on some platforms `fetch` does not work as a method of another object.
    const { fetch } = this.#settings;
    const duration = () => Math.round(performance.now() - started);
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': 'klarna-simulator' },
        body: JSON.stringify(body),
        // A redirected callback counts as not delivered. It is unknown what Klarna does then.
        redirect: 'manual',
        signal: AbortSignal.any([gone, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      await response.body?.cancel();
      return { at, duration_ms: duration(), status: response.status };
    } catch (error) {
      return { at, duration_ms: duration(), error: wordsOf(error) };
    }
  }
}

/** The cause says more than `fetch failed`. The text never contains the URL, because it carries the shop's secret. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return 'The request failed.';
  if (error.name === 'TimeoutError') return `No answer within ${TIMEOUT_MS / 1000} seconds.`;
  const code = error.cause instanceof Error && 'code' in error.cause ? String(error.cause.code) : undefined;
  if (code === 'ECONNREFUSED') return 'ECONNREFUSED: nobody listens at that address.';
  if (code === 'ERR_INVALID_URL') return 'That is not an address.';
  return code ?? 'The request failed.';
}
