/**
 * `Klarna.Payments` with the simulator's answers. The test decides which call is answered, when and how often. Klarna's
 * window is a record here, and a command plays the shopper in it.
 */
import type {
  AuthorizeOptions,
  AuthorizeResult,
  KlarnaPayments,
  LoadOptions,
  LoadResult,
  UpdateData,
} from '../../../src/klarna/sdk.ts';
import type { Realm } from '../support/realm.ts';
import { violation } from '../support/violation.ts';

/** An answer of Klarna's script to the page. The script may give it twice, and pages must handle that. */
export interface Answer {
  readonly owner: Realm;
  readonly call: Exclude<SdkCall, 'init'>;
  tell(): void;
}

/** Klarna's window. It stays open if its page goes away. */
export interface Popup {
  readonly owner: Realm;
  readonly attempt_id: string;
  readonly session_id: string;
  /** Gives the result to the page. */
  end(): Promise<void>;
}

export type SdkCall = 'init' | 'load' | 'authorize' | 'reauthorize' | 'finalize';

/** The fault in the answer to one call. */
export type Trouble =
  | 'throws'
  /** Calls back twice. */
  | 'twice'
  /** Calls back with nothing. */
  | 'nothing'
  /** Approves without a token. */
  | 'tokenless'
  /** Approves, and wants `finalize` before it gives a token. */
  | 'finalize-required'
  | 'refused'
  | 'never';

/** Whether the frames of widgets load. A late frame never loads, and then Klarna's script answers with a refusal. */
export type FrameFate = 'served' | 'never' | 'forbidden';

export interface Surroundings {
  readonly frames: FrameFate;
  /** The request of the widget's frame to Klarna. */
  ask(name: string, body: object): Promise<unknown>;
  answer(answer: Answer): void;
  open(popup: Popup): void;
  /** The data that a page gave to Klarna before the shopper pressed the button. */
  seeEarly(data: UpdateData): void;
}

const FRAME_URL = 'https://klarna.test/kp/frames/widget';

/** Klarna's own limit, in milliseconds. */
const FRAME_PATIENCE = 30_000;

const REFUSED: AuthorizeResult = { approved: false, show_form: false };

export class KlarnaDriver implements KlarnaPayments {
  readonly #owner: Realm;
  readonly #world: Surroundings;
  readonly #widgets = new Map<string, HTMLElement>();
  #client_token = '';
  #isRunning = false;
  /** The fault of the next call of that name. */
  readonly troubles = new Map<SdkCall, Trouble>();

  constructor(owner: Realm, world: Surroundings) {
    this.#owner = owner;
    this.#world = world;
  }

  init({ client_token }: { client_token: string }): this {
    if (this.#take('init') === 'throws') throw misuse('InvalidClientTokenError');
    if (client_token !== this.#client_token) this.#widgets.clear();
    this.#client_token = client_token;
    return this;
  }

  load(options: LoadOptions, data: UpdateData, callback: (result: LoadResult) => void): void {
    const { container, payment_method_category = '' } = options;
    const name = options.instance_id ?? payment_method_category;
    if (!(container instanceof this.#owner.window.HTMLElement)) throw new TypeError('`container` is no element');
    this.#world.seeEarly(data);
    const trouble = this.#take('load');
    if (trouble === 'throws') {
      callback({ show_form: false });
      throw misuse('ApplicationNotInitializedError');
    }
    this.#widgets.set(name, container);
    if (this.#world.frames !== 'served') {
      this.#loseFrame(container, () => this.#answer('load', undefined, { show_form: false }, callback));
      return;
    }
    const body = { session_id: this.#session_id, payment_method_categories: [payment_method_category], data };
    void this.#world.ask('load', body).then((result) => {
      const shown = container.isConnected ? (result as LoadResult) : { show_form: false };
      this.#answer('load', trouble, shown, callback);
    });
  }

  authorize(options: AuthorizeOptions, data: UpdateData, callback: (result: AuthorizeResult) => void): void {
    const { payment_method_category = '', auto_finalize } = options;
    if (!this.#widgets.get(options.instance_id ?? payment_method_category)?.isConnected) {
      callback(REFUSED);
      throw misuse('ApplicationNotLoadedError');
    }
    const trouble = this.#take('authorize');
    if (trouble === 'throws') {
      callback(REFUSED);
      throw misuse('ApplicationNotLoadedError');
    }
    // Like Klarna's script: no exception and no callback.
    if (this.#isRunning) return;
    this.#isRunning = true;
    const session_id = this.#session_id;
    const settle = (result: AuthorizeResult) => {
      this.#isRunning = false;
      this.#answer('authorize', trouble, result, callback);
    };
    const body = { session_id, payment_method_category, auto_finalize, data };
    void this.#world.ask('authorize', body).then((answer) => {
      const { attempt_id, result } = answer as { attempt_id?: string; result?: AuthorizeResult };
      if (attempt_id === undefined) return settle(result ?? REFUSED);
      const end = async () => settle((await this.#world.ask('outcome', { attempt_id })) as AuthorizeResult);
      this.#world.open({ owner: this.#owner, attempt_id, session_id, end });
    });
  }

  reauthorize(_options: AuthorizeOptions, data: UpdateData, callback: (result: AuthorizeResult) => void): void {
    this.#repeat('reauthorize', data, callback);
  }

  finalize(_options: AuthorizeOptions, data: UpdateData, callback: (result: AuthorizeResult) => void): void {
    this.#repeat('finalize', data, callback);
  }

  /** Without asking the shopper. */
  #repeat(call: 'finalize' | 'reauthorize', data: UpdateData, callback: (result: AuthorizeResult) => void): void {
    const trouble = this.#take(call);
    if (trouble === 'throws') {
      callback(REFUSED);
      throw misuse('ApplicationNotInitializedError');
    }
    void this.#world.ask('repeat', { session_id: this.#session_id, data }).then((result) => {
      this.#answer(call, trouble, result as AuthorizeResult, callback);
    });
  }

  loadPaymentReview(_options: { container: HTMLElement | string }, callback: (result: LoadResult) => void): void {
    callback({ show_form: false });
  }

  on(): void {}

  off(): void {}

  #loseFrame(container: HTMLElement, giveUp: () => void): void {
    const { window } = this.#owner;
    const frame = window.document.createElement('iframe');
    // No request is sent, because the test has no network.
    Object.defineProperty(frame, 'src', { value: FRAME_URL });
    container.append(frame);
    window.setTimeout(giveUp, FRAME_PATIENCE);
    if (this.#world.frames !== 'forbidden') return;
    window.queueMicrotask(() => window.document.dispatchEvent(violation(window, 'frame-src', FRAME_URL)));
  }

  get #session_id(): string {
    const claims = this.#client_token.split('.')[1] ?? '';
    return JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))).session_id;
  }

  #take(call: SdkCall): Trouble | undefined {
    const trouble = this.troubles.get(call);
    this.troubles.delete(call);
    return trouble;
  }

  #answer<Result extends LoadResult | AuthorizeResult>(
    call: Answer['call'],
    trouble: Trouble | undefined,
    result: Result,
    callback: (result: Result) => void,
  ): void {
    if (trouble === 'never') return;
    const said = (trouble && SPOILED[trouble]) ?? { result };
    const tell = () => {
      // A script that breaks its own rules gives this to the page.
      callback(said.result as Result);
      if (trouble === 'twice') callback(said.result as Result);
    };
    this.#world.answer({ owner: this.#owner, call, tell });
  }
}

const SPOILED: Partial<Record<Trouble, { result: unknown }>> = {
  nothing: { result: undefined },
  tokenless: { result: { approved: true, show_form: true } },
  'finalize-required': { result: { approved: true, show_form: true, finalize_required: true } },
  refused: { result: REFUSED },
};

/** Throws like Klarna's script: after it has called back with a refusal. */
const misuse = (name: string): Error => Object.assign(new Error('As the test wants it.'), { name });
