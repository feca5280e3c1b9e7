/**
 * The record of a checkout, in order, for developers who look for a fault. It takes only names of this package and of
 * Klarna's protocol. No token and no customer data is ever given to it.
 */
import { type KlarnaCheckoutError, toCheckoutError } from '../errors.ts';

type Detail = Readonly<Record<string, string>>;

export interface TimelineEntry {
  /** Milliseconds since the page began to load. */
  readonly at: number;
  readonly what: string;
  readonly detail: Detail;
}

/** The record of a page that stays open for days must not grow. */
const ENTRIES_KEPT = 100;
const ERRORS_KEPT = 20;

export class Timeline {
  readonly #entries: TimelineEntry[] = [];
  readonly #errors: KlarnaCheckoutError[] = [];
  readonly #hints = new Set<string>();
  #opened_at: number | undefined;

  note(what: string, detail: Record<string, string | undefined> = {}): void {
    const known = Object.entries(detail).filter((entry): entry is [string, string] => entry[1] !== undefined);
    keep(this.#entries, ENTRIES_KEPT, {
      at: Math.round(performance.now()),
      what,
      detail: Object.fromEntries(known),
    });
  }

  noteError(what: string, error: KlarnaCheckoutError): void {
    const { code, reason, correlation_id } = error;
    this.note(what, { code, reason, correlation_id });
    keep(this.#errors, ERRORS_KEPT, error);
  }

  /** The endpoint could not say what became of the session. */
  noteUnknownOutcome(thrown: unknown): void {
    this.noteError('outcome', toCheckoutError(thrown, 'order', 'The outcome is not known.'));
  }

  /** The endpoint or the page gave a session. */
  opened(): void {
    this.#opened_at = performance.now();
    this.note('session');
  }

  /** No error, but a developer has to change something. The console shows it once. */
  hint(text: string): void {
    if (this.#hints.has(text)) return;
    this.#hints.add(text);
    console.warn(`Klarna: ${text}`);
  }

  get hints(): readonly string[] {
    return [...this.#hints];
  }

  get entries(): readonly TimelineEntry[] {
    return [...this.#entries];
  }

  get errors(): readonly KlarnaCheckoutError[] {
    return [...this.#errors];
  }

  /** Milliseconds since the session was given. */
  get session_age(): number | undefined {
    return this.#opened_at === undefined ? undefined : Math.round(performance.now() - this.#opened_at);
  }
}

function keep<Item>(list: Item[], length: number, item: Item): void {
  list.push(item);
  if (list.length > length) list.shift();
}
