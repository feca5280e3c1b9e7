/** Klarna's script as one checkout uses it: with its own session, beside others that may use it with theirs. */
import type { KlarnaPayments } from '../../klarna/sdk.ts';
import type { CustomerDetails } from '../../klarna/types.ts';
import { framesIn, unlessForbidden } from './frame-policy.ts';
import * as payments from './klarna-payments.ts';
import {
  authorizeOnce,
  type Call,
  isAbandoned,
  isBusy,
  isCurrentToken,
  isTokenInUse,
  onInit,
  reserveInstanceId,
  whenIdle,
} from './page-sdk.ts';

export class SdkClient {
  readonly #sdk: KlarnaPayments;
  readonly #onLost: () => void;
  #client_token: string | undefined;
  #stop: (() => void) | undefined;
  #call: Call<payments.AuthorizeOutcome> | undefined;
  /** By category, where its own name was taken by another button of the page. */
  readonly #instances = new Map<string, string>();
  /** By category: the frame that Klarna's script put into the container. */
  readonly #frames = new Map<string, HTMLIFrameElement>();

  /** @param onLost another session has taken the script, and the widgets of this one are gone */
  constructor(sdk: KlarnaPayments, onLost: () => void) {
    this.#sdk = sdk;
    this.#onLost = onLost;
  }

  /** Whether the script has the token of this session. */
  get isOurs(): boolean {
    return this.#client_token !== undefined && isCurrentToken(this.#sdk, this.#client_token);
  }

  /** Whether the script would ignore a call for this session: only another session helps. */
  get isAbandoned(): boolean {
    return this.#client_token !== undefined && isAbandoned(this.#sdk, this.#client_token);
  }

  /** Waits while the shopper pays another session of the page. */
  async use(client_token: string): Promise<void> {
    await whenIdle(this.#sdk, client_token);
    this.#client_token = client_token;
    if (!this.isOurs) this.#init(client_token);
    this.#stop ??= onInit(this.#sdk, () => {
      if (!this.isOurs) this.#onLost();
    });
  }

  /** @returns whether the widgets have to be loaded again, for now they can be */
  reclaim(): boolean {
    if (this.#client_token === undefined || this.isOurs || isBusy(this.#sdk, this.#client_token)) return false;
    this.#init(this.#client_token);
    return true;
  }

  /** @returns undefined where another session took the script between the question and the answer */
  async load(category: string, container: HTMLElement): Promise<boolean | undefined> {
    const instance_id = reserveInstanceId(this.#sdk, category, container);
    if (instance_id === undefined) this.#instances.delete(category);
    else this.#instances.set(category, instance_id);
    const widget = this.#widget(category);
    const show_form = await unlessForbidden(container, () => payments.load(this.#sdk, container, widget));
    const [frame] = framesIn(container);
    if (frame) this.#frames.set(category, frame);
    else this.#frames.delete(category);
    return this.isOurs ? show_form : undefined;
  }

  loadReview(container: HTMLElement): Promise<boolean> {
    return payments.loadPaymentReview(this.#sdk, container);
  }

  /** Calls the script in this very task. */
  authorize(category: string, details: CustomerDetails, auto_finalize: boolean): Promise<payments.AuthorizeOutcome> {
    const isGone = this.#frames.get(category)?.isConnected === false;
    return this.#visit(async () => {
      const outcome = await payments.authorize(this.#sdk, this.#widget(category), details, auto_finalize);
      // Build 2004 of Klarna's script throws nothing where its frame is gone: it says what it says of a decline.
      if (isGone && outcome.type === 'declined') throw payments.unasked();
      return outcome;
    });
  }

  reauthorize(category: string, details: CustomerDetails): Promise<payments.AuthorizeOutcome> {
    return this.#visit(() => payments.reauthorize(this.#sdk, category, details));
  }

  finalize(category: string, details: CustomerDetails): Promise<payments.AuthorizeOutcome> {
    return this.#visit(() => payments.finalize(this.#sdk, category, details));
  }

  /** Waits for no answer any more: another session may have the script. */
  leaveVisit(): void {
    this.#call?.leave();
    this.#call = undefined;
  }

  leave(): void {
    this.leaveVisit();
    this.#stop?.();
    this.#stop = undefined;
  }

  #visit(start: () => Promise<payments.AuthorizeOutcome>): Promise<payments.AuthorizeOutcome> {
    this.reclaim();
    this.#call = authorizeOnce(this.#sdk, start);
    return this.#call.answer;
  }

  #init(client_token: string): void {
    payments.init(this.#sdk, client_token);
    isTokenInUse(this.#sdk, client_token);
  }

  #widget(payment_method_category: string): payments.WidgetName {
    return { payment_method_category, instance_id: this.#instances.get(payment_method_category) };
  }
}
