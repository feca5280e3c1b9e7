/** Reads the shopper's details for the element, with files that the browser loads only if a form needs them. */
import type { CheckoutStatus } from '../../checkout/state/state.ts';
import type { CustomerDetails } from '../../klarna/types.ts';
import { warnOfUsage } from '../diagnostics/warn-of-usage.ts';
import { LaterFile } from '../page/later-file.ts';
import type { ExplainedField, FieldControl, FormField } from './form-field.ts';

/** The properties of the element that this reader needs. */
type Host = HTMLElement & {
  readonly form: HTMLFormElement | null;
  /** If the page sets it, the form is not read. */
  readonly customer: CustomerDetails | undefined;
  readonly guessFields: boolean;
  readonly debug: boolean;
  readonly status: CheckoutStatus;
  requestUpdate(): void;
};

/** Names of states and countries are in `places.ts`. */
const TOKENS_THAT_NEED_PLACES = ['address-level1', 'country', 'country-name'];

/** The button waits so long for a file. A page that lacks the file must not lose the sale. */
const FILE_TIMEOUT_MS = 5000;

const atOnce = (work: () => void): void => work();

const missing = (file: string, effect: string): string =>
  `${file} could not be loaded, so ${effect}. Is it published beside the script?`;

export class FormReader {
  readonly #host: Host;
  readonly #country: () => string | undefined;
  readonly #details = new LaterFile(
    () => import('./shopper-details.ts'),
    missing('shopper-details.js', 'Klarna gets no details from the form'),
    atOnce,
  );
  readonly #phone = new LaterFile(
    () => import('./fields/phone.ts'),
    missing('phone.js', 'Klarna gets phone numbers as they are typed'),
  );
  readonly #places = new LaterFile(
    () => import('./fields/places.ts'),
    missing('places.js', 'only codes of states and countries count'),
    atOnce,
  );
  readonly #guess = new LaterFile(
    () => import('./guess.ts'),
    missing('guess.js', 'only tokens of fields count'),
    atOnce,
  );
  #hasWarned = false;
  #isProposing = false;

  /** @param country the session's `purchase_country`, if there is a session */
  constructor(host: Host, country: () => string | undefined) {
    this.#host = host;
    this.#country = country;
  }

  /** Fetches the files that the form needs. Call it often: before the press, and after each change of the form. */
  prepare(): void {
    const { debug, status } = this.#host;
    if (this.#hasCustomer) return;
    for (const file of this.#missing()) {
      file.fetch(() => {
        if (file.content === undefined) return;
        this.prepare();
        this.#host.requestUpdate();
      });
    }
    if (debug && !this.#isProposing) {
      this.#isProposing = true;
      this.#guess.fetch(() => this.#host.requestUpdate());
    }
    if (status !== 'ready') return;
    if (this.#tokens.some((token) => token.startsWith('tel'))) this.#phone.fetch();
    // A page may draw its fields later: a single field, such as a coupon, is no checkout form yet.
    this.#warn(2);
  }

  /** False while a file loads that the form needs. Fetches the file, too. */
  get isReadable(): boolean {
    if (this.#hasCustomer) return true;
    this.prepare();
    return this.#missing().every((file) => file.isSettled);
  }

  /** Resolves when each file that the form needs has arrived, has failed, or is late. Undefined if none is missing. */
  whenReadable(): Promise<void> | undefined {
    return this.isReadable ? undefined : this.#settle();
  }

  /** The details in the form now. Empty while the file that reads forms is missing. */
  read(): CustomerDetails {
    this.#warn(1);
    this.#warnOfTwo();
    const details = this.#details.content?.readForm(this.#host.form, {
      ...this.#options,
      purchase_country: this.#country(),
      toE164: this.#phone.content?.toE164,
      states: this.#places.content?.states,
      countries: this.#places.content?.countries,
    });
    return details ?? {};
  }

  fields(): FormField[] {
    return this.#details.content?.readFields(this.#host.form, this.#options) ?? [];
  }

  /** The fields for a detail by Klarna's path, such as `billing_address.email`. */
  find(fields: readonly FormField[], path: string): FieldControl[] {
    return this.#details.content?.findControls(fields, path) ?? [];
  }

  explain(): ExplainedField[] {
    const { form } = this.#host;
    const seen = this.#hasCustomer ? undefined : this.#details.content?.inspectFields(form, this.#options);
    const propose = this.#guess.content?.propose;
    return (seen?.reports ?? []).map(({ control, ...report }) => {
      const proposal = seen?.unnamed.includes(control) ? propose?.([control])[0]?.autocomplete : undefined;
      return { ...report, ...(proposal && { proposal }) };
    });
  }

  get #hasCustomer(): boolean {
    return this.#host.customer !== undefined;
  }

  get #options() {
    return { guess: this.#host.guessFields ? this.#guess.content?.guessField : undefined };
  }

  get #tokens(): string[] {
    return this.#details.content?.tokensIn(this.#host.form, this.#options) ?? [];
  }

  /** The files that a press needs and that have not arrived. A guessed name may be a state, which needs `places.ts`. */
  #missing(): LaterFile<unknown>[] {
    const files: LaterFile<unknown>[] = [this.#details];
    if (this.#host.guessFields) files.push(this.#guess);
    if (this.#tokens.some((token) => TOKENS_THAT_NEED_PLACES.includes(token))) files.push(this.#places);
    return files.filter(({ content }) => content === undefined);
  }

  async #settle(): Promise<void> {
    const deadline = AbortSignal.timeout(FILE_TIMEOUT_MS);
    while (!this.isReadable && !deadline.aborted) {
      await Promise.all(this.#missing().map((file) => file.settle(deadline)));
    }
  }

  /** Warns once if an address of the form is not sent. */
  #warnOfTwo(): void {
    if (this.#hasWarned || !this.#details.content?.inspectFields(this.#host.form, this.#options).isAmbiguous) return;
    this.#hasWarned = true;
    void warnOfUsage('addresses', this.#host);
  }

  /** Warns once if no field of the form says what it holds. @param fewest the number of text fields that make a checkout form */
  #warn(fewest: number): void {
    const { form, guessFields } = this.#host;
    const { content } = this.#details;
    const isDue =
      !this.#hasWarned && form !== null && !(guessFields && this.#guess.content === undefined && fewest > 1);
    if (!isDue || content === undefined || this.#tokens.length > 0) return;
    const { unnamed } = content.inspectFields(form, this.#options);
    const texts = unnamed.filter((control) => control.matches(TEXT_FIELD));
    if (texts.length < fewest) return;
    this.#hasWarned = true;
    const tell = () => {
      // The page may have set `customer` or drawn other fields in the meantime.
      this.#hasWarned = !this.#hasCustomer && this.#tokens.length === 0;
      if (this.#hasWarned) console.warn(this.#guess.content?.nothingRead(unnamed, guessFields) ?? NOTHING_READ);
    };
    if (this.#guess.content) tell();
    else this.#guess.fetch(tell);
  }
}

const NOTHING_READ =
  '<klarna-checkout-button>: no field of the form has an `autocomplete` or a `data-klarna`, so Klarna is sent no details.';

const TEXT_FIELD = 'textarea, input:is(:not([type]), [type=text], [type=email], [type=tel])';
