/**
 * A `Klarna.Payments` that does nothing by itself. It records each call with its callback, so that a test can force any
 * order of events.
 */
import type {
  AuthorizeOptions,
  AuthorizeResult,
  KlarnaPayments,
  LoadOptions,
  LoadResult,
  UpdateData,
} from '../../src/klarna/sdk.ts';

export interface LoadCall {
  options: LoadOptions;
  data: UpdateData;
  answer(result: LoadResult): void;
}

export interface AuthorizeCall {
  options: AuthorizeOptions;
  data: UpdateData;
  answer(result: AuthorizeResult): void;
}

export class FakeKlarna implements KlarnaPayments {
  readonly inits: string[] = [];
  readonly loads: LoadCall[] = [];
  readonly authorizations: AuthorizeCall[] = [];
  readonly finalizations: AuthorizeCall[] = [];
  readonly reauthorizations: AuthorizeCall[] = [];
  /** The containers of payment reviews. */
  readonly reviews: HTMLElement[] = [];
  #reauthorized = Promise.withResolvers<AuthorizeCall>();
  /** The next call of that name throws it after it has called back with a refusal, as the real script does. */
  readonly throws: Partial<Record<'init' | 'load' | 'authorize', Error>> = {};
  /** Called for each `load`. If it is not set, the test answers by hand. */
  onLoad: ((call: LoadCall) => void) | undefined;

  init({ client_token }: { client_token: string }): void {
    this.inits.push(client_token);
    if (this.throws.init) throw this.throws.init;
  }

  load(options: LoadOptions, data: UpdateData, callback: (result: LoadResult) => void): void {
    const call: LoadCall = { options, data, answer: callback };
    this.loads.push(call);
    if (this.throws.load) {
      callback({ show_form: false });
      throw this.throws.load;
    }
    this.onLoad?.(call);
  }

  authorize(options: AuthorizeOptions, data: UpdateData, callback: (result: AuthorizeResult) => void): void {
    this.authorizations.push({ options, data, answer: callback });
    if (!this.throws.authorize) return;
    callback({ show_form: false, approved: false });
    throw this.throws.authorize;
  }

  finalize(options: AuthorizeOptions, data: UpdateData, callback: (result: AuthorizeResult) => void): void {
    this.finalizations.push({ options, data, answer: callback });
  }

  reauthorize(options: AuthorizeOptions, data: UpdateData, callback: (result: AuthorizeResult) => void): void {
    const call: AuthorizeCall = { options, data, answer: callback };
    this.reauthorizations.push(call);
    this.#reauthorized.resolve(call);
    this.#reauthorized = Promise.withResolvers<AuthorizeCall>();
  }

  /** The next call, which comes after the endpoint's answer. */
  nextReauthorization(): Promise<AuthorizeCall> {
    return this.#reauthorized.promise;
  }

  loadPaymentReview({ container }: { container: HTMLElement | string }, callback: (result: LoadResult) => void): void {
    this.reviews.push(container as HTMLElement);
    callback({ show_form: true });
  }

  on(): void {}

  off(): void {}
}
