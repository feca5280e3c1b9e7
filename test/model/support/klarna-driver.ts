/**
 * `Klarna.Payments` as the pages see it, over the simulator's own answers; but who answers when, how often and whether at
 * all is the test's to say. The window that Klarna opens is a record here, and the shopper in it a command.
 */
import type {
  AuthorizeOptions,
  AuthorizeResult,
  KlarnaPayments,
  LoadOptions,
  LoadResult,
  UpdateData,
} from '../../../src/klarna/sdk.ts';
import type { Realm } from './realm.ts';

/** An answer that Klarna's script has for the page. Telling it twice is a fault that pages have to stand. */
export interface Answer {
  readonly owner: Realm;
  readonly call: 'load' | 'authorize' | 'finalize';
  tell(): void;
}

/** Klarna's window. It stays open when the page that opened it goes away. */
export interface Popup {
  readonly owner: Realm;
  readonly attempt_id: string;
  readonly session_id: string;
  /** The page hears what became of it. */
  end(): Promise<void>;
}

export interface Surroundings {
  /** What the widget's frame asks of Klarna. */
  ask(name: string, body: object): Promise<unknown>;
  answer(answer: Answer): void;
  open(popup: Popup): void;
  /** What a page handed to Klarna before the shopper pressed the button. */
  seeEarly(data: UpdateData): void;
}

const REFUSED: AuthorizeResult = { approved: false, show_form: false };

export class KlarnaDriver implements KlarnaPayments {
  readonly #owner: Realm;
  readonly #world: Surroundings;
  readonly #widgets = new Map<string, HTMLElement>();
  #client_token = '';
  #isRunning = false;
  /** How often the shopper was asked. */
  asked = 0;

  constructor(owner: Realm, world: Surroundings) {
    this.#owner = owner;
    this.#world = world;
  }

  init({ client_token }: { client_token: string }): this {
    if (client_token !== this.#client_token) this.#widgets.clear();
    this.#client_token = client_token;
    return this;
  }

  load(options: LoadOptions, data: UpdateData, callback: (result: LoadResult) => void): void {
    const { container, payment_method_category = '' } = options;
    if (!(container instanceof this.#owner.window.HTMLElement)) throw new TypeError('`container` is no element');
    this.#world.seeEarly(data);
    this.#widgets.set(payment_method_category, container);
    const body = { session_id: this.#session_id, payment_method_categories: [payment_method_category], data };
    void this.#world.ask('load', body).then((result) => {
      const shown = container.isConnected ? (result as LoadResult) : { show_form: false };
      this.#answer('load', () => callback(shown));
    });
  }

  authorize(options: AuthorizeOptions, data: UpdateData, callback: (result: AuthorizeResult) => void): void {
    const { payment_method_category = '', auto_finalize } = options;
    if (!this.#widgets.get(payment_method_category)?.isConnected) {
      callback(REFUSED);
      throw Object.assign(new Error('Call `load` first.'), { name: 'ApplicationNotLoadedError' });
    }
    // As Klarna's script: no throw and no callback.
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.asked += 1;
    const session_id = this.#session_id;
    const settle = (result: AuthorizeResult) => {
      this.#isRunning = false;
      this.#answer('authorize', () => callback(result));
    };
    const body = { session_id, payment_method_category, auto_finalize, data };
    void this.#world.ask('authorize', body).then((answer) => {
      const { attempt_id, result } = answer as { attempt_id?: string; result?: AuthorizeResult };
      if (attempt_id === undefined) return settle(result ?? REFUSED);
      const end = async () => settle((await this.#world.ask('outcome', { attempt_id })) as AuthorizeResult);
      this.#world.open({ owner: this.#owner, attempt_id, session_id, end });
    });
  }

  reauthorize(options: AuthorizeOptions, data: UpdateData, callback: (result: AuthorizeResult) => void): void {
    this.finalize(options, data, callback);
  }

  finalize(_options: AuthorizeOptions, data: UpdateData, callback: (result: AuthorizeResult) => void): void {
    void this.#world.ask('repeat', { session_id: this.#session_id, data }).then((answer) => {
      const { result = REFUSED } = answer as { result?: AuthorizeResult };
      this.#answer('finalize', () => callback(result));
    });
  }

  loadPaymentReview(_options: { container: HTMLElement | string }, callback: (result: LoadResult) => void): void {
    callback({ show_form: false });
  }

  on(): void {}

  off(): void {}

  get #session_id(): string {
    const claims = this.#client_token.split('.')[1] ?? '';
    return JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))).session_id;
  }

  #answer(call: Answer['call'], tell: () => void): void {
    this.#world.answer({ owner: this.#owner, call, tell });
  }
}
