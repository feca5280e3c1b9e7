import type { KlarnaCheckoutErrorCode } from '../../checkout/errors.ts';
import type { UnavailableReason } from '../../checkout/state/state.ts';

/** Each kind of failure that a shopper is told of in words of its own; `failureOf` chooses. */
export type Failure =
  | KlarnaCheckoutErrorCode
  | 'offline'
  /** It is loaded by itself when the network is back. */
  | 'offline-waiting'
  | 'expired'
  | 'empty-cart'
  /** Klarna has approved and only the order is missing. */
  | 'approved'
  | 'approved-offline';

/** What Klarna may complain about in `invalid_fields`, without the `billing_address.` before it. */
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
 * Everything the element says to a shopper, in one language; the words on the button are in `button-label.ts`. Each
 * message says what happened, that nothing was lost, and what to do next. A language is data: which message is told
 * when is decided in `message.ts`, once for all of them.
 */
export interface Strings {
  /** BCP 47, as for the attribute `lang`: screen readers choose their voice by it. */
  readonly lang: string;
  /** Of the ways to pay, for those who cannot see that they are a group. */
  readonly heading: string;
  /** In the place of `heading` where the way to pay is settled and only shown once more. */
  readonly reviewHeading: string;
  readonly loading: string;
  readonly refreshing: string;
  readonly choose: string;
  /** In the browser's own bubble, pointing at the button: the form is submitted, and not paid. */
  readonly payFirst: string;
  readonly widgetLoading: string;
  readonly categoryNotOffered: string;
  readonly authorizing: string;
  /** The shopper is at Klarna, in another tab of this shop. */
  readonly otherTab: string;
  readonly approved: string;
  /** Approved in a checkout of several steps: the last one orders. */
  readonly finalizeNext: string;
  readonly ordering: string;
  readonly complete: string;
  readonly pending: string;
  /** Nothing was ordered: Klarna may be charged later, as for a subscription. */
  readonly tokenized: string;
  readonly closed: string;
  /** Closed faster than a person can: the window may never have opened. */
  readonly closedAtOnce: string;
  /** `total` comes with its currency, as the shopper reads money. */
  cartChanged(total: string): string;
  readonly expiredAnew: string;
  /** The press only loaded Klarna again: the session was too old. */
  readonly renewed: string;
  /** `fields` is a list of `fields`. */
  invalid(fields: string): string;
  readonly fieldInvalid: string;
  readonly unavailable: Readonly<Record<UnavailableReason, string>>;
  readonly failed: Readonly<Record<Failure, string>>;
  /** Words on the button, as are the next two. */
  readonly retry: string;
  readonly retryOrder: string;
  readonly confirm: string;
  /** A way on for a shopper whose window is gone, and Klarna has not noticed. */
  readonly startAgain: string;
  /** Where no money moves. */
  readonly ribbon: string;
  readonly fields: Readonly<Record<FieldName, string>>;
}
