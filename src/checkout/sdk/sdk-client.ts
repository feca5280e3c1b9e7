/** Klarna's script as one checkout uses it: with its own session, beside other checkouts of the page. */
import type { KlarnaPayments } from '../../klarna/sdk.ts';
import type { CustomerDetails } from '../../klarna/types.ts';
import { framesIn, unlessForbidden } from './frame-policy.ts';
import * as payments from './klarna-payments.ts';
import { type Call, PageSdk } from './page-sdk.ts';

/** `lost`: another session took the script while the widget was loading. */
type WidgetResult = 'shown' | 'not-offered' | 'lost';

export class SdkClient {
  readonly #sdk: KlarnaPayments;
  readonly #page: PageSdk;
  readonly #onLost: () => void;
  #client_token: string | undefined;
  #stop: (() => void) | undefined;
  #call: Call<payments.AuthorizeOutcome> | undefined;
  /** By category: the `instance_id`, if another button of the page has the category's own name. */
  readonly #instances = new Map<string, string>();
  /** By category: the frame that Klarna's script put into the container. */
  readonly #frames = new Map<string, HTMLIFrameElement>();

  /** @param onLost another session has taken the script, and the widgets of this one are gone */
  constructor(sdk: KlarnaPayments, onLost: () => void) {
    this.#sdk = sdk;
    this.#page = new PageSdk(sdk);
    this.#onLost = onLost;
  }

  /** Whether the script has the token of this session. */
  get #isOurs(): boolean {
    return this.#client_token !== undefined && this.#page.isCurrent(this.#client_token);
  }

  /** Whether the script would ignore a call for this session. Then only another session helps. */
  get isAbandoned(): boolean {
    return this.#client_token !== undefined && this.#page.isAbandoned(this.#client_token);
  }

  /** Waits while the shopper pays with another session of the page. */
  async use(client_token: string): Promise<void> {
    await this.#page.whenIdle(client_token);
    this.#client_token = client_token;
    this.#page.init(client_token);
    this.#stop ??= this.#page.onInit(() => {
      if (!this.#isOurs) this.#onLost();
    });
  }

  /** @returns true if the script has this session again, so that the widgets have to be loaded again */
  reclaim(): boolean {
    if (this.#client_token === undefined || this.#isOurs || this.#page.isBusy(this.#client_token)) return false;
    this.#page.init(this.#client_token);
    return true;
  }

  async load(category: string, container: HTMLElement): Promise<WidgetResult> {
    const instance_id = this.#page.reserveInstanceId(category, container);
    if (instance_id === undefined) this.#instances.delete(category);
    else this.#instances.set(category, instance_id);
    const widget = this.#widget(category);
    const show_form = await unlessForbidden(container, () => payments.load(this.#sdk, container, widget));
    const [frame] = framesIn(container);
    if (frame) this.#frames.set(category, frame);
    else this.#frames.delete(category);
    if (!this.#isOurs) return 'lost';
    return show_form ? 'shown' : 'not-offered';
  }

  loadReview(container: HTMLElement): Promise<boolean> {
    return payments.loadPaymentReview(this.#sdk, container);
  }

  /** Calls the script in the task of the caller. */
  authorize(category: string, details: CustomerDetails, auto_finalize: boolean): Promise<payments.AuthorizeOutcome> {
    const isGone = this.#frames.get(category)?.isConnected === false;
    return this.#callOnce(async () => {
      const outcome = await payments.authorize(this.#sdk, this.#widget(category), details, auto_finalize);
      // Build 2004 of Klarna's script throws nothing if its frame is gone: it answers as it does for a decline.
      if (isGone && outcome.type === 'declined') throw payments.widgetMissing();
      return outcome;
    });
  }

  reauthorize(category: string, details: CustomerDetails): Promise<payments.AuthorizeOutcome> {
    return this.#callOnce(() => payments.reauthorize(this.#sdk, category, details));
  }

  finalize(category: string, details: CustomerDetails): Promise<payments.AuthorizeOutcome> {
    return this.#callOnce(() => payments.finalize(this.#sdk, category, details));
  }

  /** Stops waiting for the answer, so that another session may use the script. */
  abandonCall(): void {
    this.#call?.leave();
    this.#call = undefined;
  }

  leave(): void {
    this.abandonCall();
    this.#stop?.();
    this.#stop = undefined;
  }

  #callOnce(start: () => Promise<payments.AuthorizeOutcome>): Promise<payments.AuthorizeOutcome> {
    this.reclaim();
    this.#call = this.#page.authorizeOnce(start);
    return this.#call.answer;
  }

  #widget(payment_method_category: string): payments.WidgetName {
    return { payment_method_category, instance_id: this.#instances.get(payment_method_category) };
  }
}
