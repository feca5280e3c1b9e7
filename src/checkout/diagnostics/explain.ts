/** A report about a checkout for developers and the shop's support. Safe to copy into a ticket. */
import type { ErrorReason, KlarnaCheckoutError, KlarnaCheckoutErrorCode } from '../errors.ts';
import { type CheckoutState, type CheckoutStatus, offerOf, type WidgetStatus } from '../state/state.ts';
import type { Timeline, TimelineEntry } from '../state/timeline.ts';

export interface Explanation {
  readonly status: CheckoutStatus;
  /** Without its query, which may hold a token. */
  readonly endpoint: string | undefined;
  /** `playground`, `production`, or the address of another Klarna, such as the simulator. */
  readonly environment: string | undefined;
  readonly intent: string | undefined;
  readonly purchase_country: string | undefined;
  readonly locale: string | undefined;
  /** Milliseconds since this page last got the session. */
  readonly session_age: number | undefined;
  readonly session_expires_at: string | undefined;
  /** By identifier: the state of its widget. */
  readonly categories: Readonly<Record<string, WidgetStatus>>;
  /** Whether Klarna's script is on the page. */
  readonly script_loaded: boolean;
  readonly last_error:
    | {
        readonly code: KlarnaCheckoutErrorCode;
        readonly reason: string | undefined;
        readonly message: string;
        readonly correlation_id: string | undefined;
        /** Advice for the developer. */
        readonly advice: string;
      }
    | undefined;
  /** No errors, but the page or its headers should change. */
  readonly hints: readonly string[];
  /** Klarna's ids of the failed calls. Klarna's support asks for them. */
  readonly correlation_ids: readonly string[];
  readonly timeline: readonly TimelineEntry[];
}

export function explain(
  state: CheckoutState,
  { entries, errors, hints, session_age }: Timeline,
  { endpoint, script_loaded }: Pick<Explanation, 'endpoint' | 'script_loaded'>,
): Explanation {
  const offer = offerOf(state);
  const { environment, intent, purchase_country, locale, expires_at } = offer?.session ?? {};
  const last = errors.at(-1);
  return {
    status: state.status,
    endpoint,
    environment,
    intent,
    purchase_country,
    locale,
    session_age,
    session_expires_at: expires_at,
    categories: { ...offer?.widgets },
    script_loaded,
    last_error: last && {
      code: last.code,
      reason: last.reason,
      message: last.message,
      correlation_id: last.correlation_id,
      advice: adviceFor(last),
    },
    hints,
    correlation_ids: [...new Set(errors.flatMap(({ correlation_id }) => correlation_id ?? []))],
    timeline: entries,
  };
}

const BY_REASON: Readonly<Partial<Record<ErrorReason, string>>> & Readonly<Record<string, string | undefined>> = {
  csp: 'Allow Klarna in the Content-Security-Policy of the page: script-src and frame-src.',
  blocked: 'An extension, a firewall or a DNS filter blocks Klarna’s script. Try without extensions.',
  offline: 'The browser has no network. The checkout continues by itself when it is back.',
  timeout:
    'It took too long. `KlarnaCheckoutButton.sessionTimeout` is the limit for a session. See the browser’s network panel and https://status.klarna.com.',
  redirected: 'The endpoint is redirected, by a log-in or a slash at its end. Set `endpoint` to the final address.',
  'empty-cart': '`getOrder` returned an empty cart.',
  'not-found': 'That address has no handler: compare the attribute `endpoint` with the mount of createKlarnaHandler.',
  'bad-order': 'The order of `getOrder` does not add up: the message names line, field and formula.',
  'refresh-loop': 'The page calls refresh() whenever the checkout is ready. Call it when the cart has changed.',
  unfinished: 'An earlier page got the authorization. The button places the order.',
};

const BY_CODE: Readonly<Record<KlarnaCheckoutErrorCode, string>> = {
  configuration: 'Follow the message, in the page or in the options of createKlarnaHandler.',
  sdk: 'Klarna’s script or widget failed. The console says what the browser refused.',
  session: 'The endpoint could not open a session: see the handler’s `onError`, and give Klarna the correlation_id.',
  authorization: 'Klarna could not finish, or the authorization has ended. The shopper may try again.',
  order: 'The order could not be placed. retry() repeats it and never pays twice.',
  'cart-changed': 'The cart has changed since the authorization. Call refresh() when it changes.',
};

const adviceFor = ({ code, reason }: KlarnaCheckoutError): string => BY_REASON[reason ?? ''] ?? BY_CODE[code];
