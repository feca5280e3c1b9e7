import type { KlarnaCheckoutErrorCode } from '../../checkout/errors.ts';
import type { UnavailableReason } from '../../checkout/state/state.ts';

/** Each failure that has a message of its own. `failureOf` chooses. */
export type Failure =
  | KlarnaCheckoutErrorCode
  | 'offline'
  /** The checkout loads again by itself when the network is back. */
  | 'offline-waiting'
  | 'expired'
  | 'empty-cart'
  /** Klarna has authorized and only the order is missing. */
  | 'approved'
  | 'approved-offline';

/** The fields that Klarna may name in `invalid_fields`, without a prefix such as `billing_address.`. */
export type FieldName =
  | 'attention'
  | 'care_of'
  | 'city'
  | 'country'
  | 'date_of_birth'
  | 'email'
  | 'family_name'
  | 'gender'
  | 'given_name'
  | 'house_extension'
  | 'national_identification_number'
  | 'organization_name'
  | 'phone'
  | 'postal_code'
  | 'region'
  | 'street_address'
  | 'street_address2'
  | 'title';

/**
 * All messages to the shopper in one language. The labels of the button are in `button-label.ts`. Each message says what
 * happened, that nothing was lost, and what to do next. A language is only data: `status-message.ts` chooses the message.
 */
export interface Strings {
  /** BCP 47, as for the attribute `lang`: screen readers choose their voice by it. */
  readonly lang: string;
  /** The name of the group of ways to pay, for screen readers. */
  readonly heading: string;
  /** Replaces `heading` on a review page, which shows the chosen way to pay. */
  readonly reviewHeading: string;
  readonly loading: string;
  readonly refreshing: string;
  readonly choose: string;
  /** In the browser's bubble at the button, if the form is submitted before payment. */
  readonly payFirst: string;
  readonly widgetLoading: string;
  readonly categoryNotOffered: string;
  readonly authorizing: string;
  /** The shopper is paying in another tab of this shop. */
  readonly otherTab: string;
  readonly approved: string;
  /** Klarna has authorized in a multi-page checkout. The last page orders. */
  readonly finalizeNext: string;
  readonly ordering: string;
  readonly complete: string;
  readonly pending: string;
  /** There is no order. The shop has a customer token and can charge later, as for a subscription. */
  readonly tokenized: string;
  readonly closed: string;
  /** The window closed faster than a person can close it, so it may never have opened. */
  readonly closedAtOnce: string;
  /** @param total formatted in the shopper's language, with its currency */
  cartChanged(total: string): string;
  readonly expiredAnew: string;
  /** The press only loaded Klarna again, because the session was too old. */
  readonly renewed: string;
  /** @param fields names of fields, with commas */
  invalid(fields: string): string;
  readonly fieldInvalid: string;
  readonly unavailable: Readonly<Record<UnavailableReason, string>>;
  readonly failed: Readonly<Record<Failure, string>>;
  /** A label of the button, like the next two. */
  readonly retry: string;
  readonly retryOrder: string;
  readonly confirm: string;
  /** The label of the second button, for a shopper who lost Klarna's window. */
  readonly startAgain: string;
  /** The note outside of production. */
  readonly ribbon: string;
  readonly fields: Readonly<Record<FieldName, string>>;
}
