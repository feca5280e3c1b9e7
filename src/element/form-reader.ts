/** Reads the shopper's details for the element, with the files that know states, countries, phone numbers and names. */
import type { CustomerDetails } from '../klarna/types.ts';
import { readForm } from './form-details.ts';
import { type FieldReport, type FormField, inspectFields, readFields, tokensIn } from './form-fields.ts';
import { LaterFile } from './later-file.ts';

export interface FormReaderHost {
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

export class FormReader {
  readonly #host: FormReaderHost;
  readonly #phone = new LaterFile(
    () => import('./phone.ts'),
    'what knows phone numbers could not be loaded, so they go to Klarna as they are typed. Is the file phone.js published beside the script?',
  );
  readonly #places = new LaterFile(
    () => import('./places.ts'),
    'what knows states and countries could not be loaded, so only their codes count. Is the file places.js published beside the script?',
  );
  readonly #guess = new LaterFile(
    () => import('./guess.ts'),
    'what reads fields by their names could not be loaded. Is the file guess.js published beside the script?',
  );
  #hasWarned = false;
  #isGuessing = false;

  constructor(host: FormReaderHost) {
    this.#host = host;
  }

  /** To be called whenever there is time. Nothing is fetched for a form that does not need it. */
  prepare(): void {
    const { hasCustomer, guessFields, debug, isReady } = this.#host;
    if (hasCustomer) return;
    const again = () => {
      if (this.#guess.content === undefined) return;
      this.prepare();
      this.#host.requestUpdate();
    };
    if ((guessFields || debug) && !this.#isGuessing) {
      this.#isGuessing = true;
      this.#guess.fetch(again);
    }
    const tokens = this.#tokens;
    if (tokens.some((token) => ASKED_FOR_PLACE.includes(token))) this.#places.fetch();
    if (!isReady) return;
    if (tokens.some((token) => token.startsWith('tel'))) this.#phone.fetch();
    // A page may draw its fields later: a single one, for a coupon say, is no checkout form yet.
    this.#warn(2);
  }

  /** What goes to Klarna, as it stands in the form now. */
  read(): CustomerDetails {
    const { form, purchase_country } = this.#host;
    this.#warn(1);
    return readForm(form, {
      ...this.#options,
      purchase_country,
      toE164: this.#phone.content?.toE164,
      states: this.#places.content?.states,
      countries: this.#places.content?.countries,
    });
  }

  fields(): FormField[] {
    return readFields(this.#host.form, this.#options);
  }

  explain(): ExplainedField[] {
    const { form, hasCustomer } = this.#host;
    if (hasCustomer) return [];
    const { reports, unnamed } = inspectFields(form, this.#options);
    const propose = this.#guess.content?.propose;
    return reports.map(({ control, ...report }) => {
      const proposal = unnamed.includes(control) ? propose?.([control])[0]?.autocomplete : undefined;
      return { ...report, ...(proposal && { proposal }) };
    });
  }

  get #options() {
    return { guess: this.#host.guessFields ? this.#guess.content?.guessField : undefined };
  }

  get #tokens(): string[] {
    return tokensIn(this.#host.form, this.#options);
  }

  /** The page is told once that Klarna is sent nothing of a form that asks for something. */
  #warn(fewest: number): void {
    const { form, guessFields } = this.#host;
    const isDue =
      !this.#hasWarned && form !== null && !(guessFields && this.#guess.content === undefined && fewest > 1);
    if (!isDue || this.#tokens.length > 0) return;
    const { unnamed } = inspectFields(form, this.#options);
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
