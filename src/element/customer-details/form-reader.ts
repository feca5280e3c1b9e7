/** Reads the shopper's details for the element, with files that the browser loads only if a form needs them. */
import type { CustomerDetails } from '../../klarna/types.ts';
import { warnOfUsage } from '../diagnostics/warn-of-usage.ts';
import { LaterFile } from '../page/later-file.ts';
import type { FieldControl, FieldReport, FormField } from './autocomplete-fields.ts';

export interface FormReaderHost {
  readonly element: HTMLElement;
  readonly form: HTMLFormElement | null;
  /** The page gives all details itself, and the form is not read. */
  readonly hasCustomer: boolean;
  readonly guessFields: boolean;
  readonly debug: boolean;
  readonly purchase_country: string | undefined;
  /** Klarna's script and widgets are there, for which the shopper waits. */
  readonly isReady: boolean;
  requestUpdate(): void;
}

/** What a developer reads about one field of the form. Holds names and never values. */
export interface ExplainedField extends FieldReport {
  /** A value for its `autocomplete`, by its name. Only with `debug`. */
  readonly proposal?: string;
}

const ASKED_FOR_PLACE = ['address-level1', 'country', 'country-name'];

/** Milliseconds that the button waits for a file. A page that lacks it must not lose the sale. */
const FILE_PATIENCE_MS = 5000;

const atOnce = (work: () => void): void => work();

const isPublished = (file: string): string => `Is the file ${file} published beside the script?`;

export class FormReader {
  readonly #host: FormReaderHost;
  readonly #details = new LaterFile(
    () => import('./shopper-details.ts'),
    `the file that reads forms could not be loaded, so Klarna is sent no details of the form. ${isPublished('shopper-details.js')}`,
    atOnce,
  );
  readonly #phone = new LaterFile(
    () => import('./fields/phone.ts'),
    `what knows phone numbers could not be loaded, so they go to Klarna as they are typed. ${isPublished('phone.js')}`,
  );
  readonly #places = new LaterFile(
    () => import('./fields/places.ts'),
    `what knows states and countries could not be loaded, so only their codes count. ${isPublished('places.js')}`,
    atOnce,
  );
  readonly #guess = new LaterFile(
    () => import('./guess.ts'),
    `what reads fields by their names could not be loaded, so only their tokens count. ${isPublished('guess.js')}`,
    atOnce,
  );
  #hasWarned = false;
  #isProposing = false;

  constructor(host: FormReaderHost) {
    this.#host = host;
  }

  /** To be called whenever there is time. Nothing is fetched for a form that does not need it. */
  prepare(): void {
    const { hasCustomer, debug, isReady } = this.#host;
    if (hasCustomer) return;
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
    if (!isReady) return;
    if (this.#tokens.some((token) => token.startsWith('tel'))) this.#phone.fetch();
    // A page may draw its fields later: a single one, for a coupon say, is no checkout form yet.
    this.#warn(2);
  }

  /** False while a file is on its way without which the press would send less. Asks for the file, too. */
  get isReadable(): boolean {
    if (this.#host.hasCustomer) return true;
    this.prepare();
    return this.#missing().every((file) => file.isSettled);
  }

  /** Resolves when the files are there that the form needs, or have failed, or are late. Undefined if there are none to wait for. */
  whenReadable(): Promise<void> | undefined {
    return this.isReadable ? undefined : this.#settle();
  }

  /** What goes to Klarna, as it stands in the form now. */
  read(): CustomerDetails {
    const { form, purchase_country } = this.#host;
    this.#warn(1);
    this.#warnOfTwo();
    const details = this.#details.content?.readForm(form, {
      ...this.#options,
      purchase_country,
      toE164: this.#phone.content?.toE164,
      states: this.#places.content?.states,
      countries: this.#places.content?.countries,
    });
    return details ?? {};
  }

  fields(): FormField[] {
    return this.#details.content?.readFields(this.#host.form, this.#options) ?? [];
  }

  /** The fields that hold what Klarna calls `billing_address.email`. */
  find(fields: readonly FormField[], path: string): FieldControl[] {
    return this.#details.content?.findControls(fields, path) ?? [];
  }

  explain(): ExplainedField[] {
    const { form, hasCustomer } = this.#host;
    const seen = hasCustomer ? undefined : this.#details.content?.inspectFields(form, this.#options);
    const propose = this.#guess.content?.propose;
    return (seen?.reports ?? []).map(({ control, ...report }) => {
      const proposal = seen?.unnamed.includes(control) ? propose?.([control])[0]?.autocomplete : undefined;
      return { ...report, ...(proposal && { proposal }) };
    });
  }

  get #options() {
    return { guess: this.#host.guessFields ? this.#guess.content?.guessField : undefined };
  }

  get #tokens(): string[] {
    return this.#details.content?.tokensIn(this.#host.form, this.#options) ?? [];
  }

  /** The files without which a press would send less than it should. Names are guessed first: then the form may ask for a state. */
  #missing(): LaterFile<unknown>[] {
    const files: LaterFile<unknown>[] = [this.#details];
    if (this.#host.guessFields) files.push(this.#guess);
    if (this.#tokens.some((token) => ASKED_FOR_PLACE.includes(token))) files.push(this.#places);
    return files.filter(({ content }) => content === undefined);
  }

  async #settle(): Promise<void> {
    const deadline = AbortSignal.timeout(FILE_PATIENCE_MS);
    while (!this.isReadable && !deadline.aborted) {
      await Promise.all(this.#missing().map((file) => file.settle(deadline)));
    }
  }

  /** The page is told once that an address of the form is not sent. */
  #warnOfTwo(): void {
    if (this.#hasWarned || !this.#details.content?.inspectFields(this.#host.form, this.#options).isAmbiguous) return;
    this.#hasWarned = true;
    void warnOfUsage('addresses', this.#host.element);
  }

  /** The page is told once that Klarna is sent nothing of a form that asks for something. */
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
      // Meanwhile the page may have given the details, or drawn other fields.
      this.#hasWarned = !this.#host.hasCustomer && this.#tokens.length === 0;
      if (this.#hasWarned) console.warn(this.#guess.content?.nothingRead(unnamed, guessFields) ?? NOTHING_READ);
    };
    if (this.#guess.content) tell();
    else this.#guess.fetch(tell);
  }
}

const NOTHING_READ =
  '<klarna-checkout-button>: no field of the form has an `autocomplete` or a `data-klarna`, so Klarna is sent no details.';

const TEXT_FIELD = 'textarea, input:is(:not([type]), [type=text], [type=email], [type=tel])';
