/** What a developer, or the shop's support, needs to know about a checkout. Safe to copy into a ticket. */
import type { KlarnaCheckoutError, KlarnaCheckoutErrorCode } from '../errors.ts';
import { type CheckoutState, type CheckoutStatus, offerOf, type WidgetStatus } from '../state/state.ts';
import type { Timeline, TimelineEntry } from '../state/timeline.ts';

export interface Explanation {
  readonly status: CheckoutStatus;
  /** Without its query, which may hold a token. */
  readonly endpoint: string | undefined;
  /** `playground`, `production`, or the address of a stand-in. */
  readonly environment: string | undefined;
  readonly intent: string | undefined;
  readonly purchase_country: string | undefined;
  readonly locale: string | undefined;
  /** Milliseconds since the session was opened, or last read, by this page. */
  readonly session_age: number | undefined;
  readonly session_expires_at: string | undefined;
  /** By identifier: what became of its widget. */
  readonly categories: Readonly<Record<string, WidgetStatus>>;
  /** Whether Klarna's script is on the page. */
  readonly script_loaded: boolean;
  readonly last_error:
    | {
        readonly code: KlarnaCheckoutErrorCode;
        readonly reason: string | undefined;
        readonly message: string;
        readonly correlation_id: string | undefined;
        /** What to do about it. */
        readonly advice: string;
      }
    | undefined;
  /** What is no error, and needs a change of the page or its headers. */
  readonly hints: readonly string[];
  /** Klarna's ids of the calls that failed: Klarna's support asks for them. */
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

const BY_REASON: Readonly<Record<string, string>> = {
  csp: 'Allow Klarna in the Content-Security-Policy of the page: script-src and frame-src.',
  blocked:
    'The browser could not fetch Klarna’s script: an extension, a firewall or a DNS filter. Try without extensions.',
  offline: 'The browser has no network. The checkout goes on by itself when it is back.',
  timeout:
    'It took too long. `KlarnaCheckoutButton.sessionTimeout` is the limit for a session. Look at the network panel of the browser, and at https://status.klarna.com.',
  redirected:
    'Something redirects the endpoint: a log-in, or the slash at its end. Set `endpoint` to the address that answers itself.',
  'empty-cart': '`getOrder` answered that there is nothing to buy.',
  'not-found':
    'Nothing is mounted at that address: compare the attribute `endpoint` with the mount of createKlarnaHandler.',
  'bad-order': '`getOrder` returned an order that does not add up: the message names line, field and formula.',
  'refresh-loop': 'Something calls refresh() whenever the checkout is ready. Call it when the cart has changed.',
  unfinished: 'The shopper was approved before, and there is no order yet: the button places it.',
};

const BY_CODE: Readonly<Record<KlarnaCheckoutErrorCode, string>> = {
  configuration: 'Change what the message names, in the page or in the options of createKlarnaHandler.',
  sdk: 'Klarna’s script or widget did not work. See the console for what the browser refused.',
  session: 'The endpoint could not open a session: see `onError` of the handler, and give Klarna the correlation_id.',
  authorization: 'Klarna could not finish, or the approval has ended. The shopper may try again.',
  order: 'The order could not be placed, the approval is kept: retry() repeats it and never pays twice.',
  'cart-changed': 'The cart is not what was approved. Call refresh() when it changes.',
};

const adviceFor = ({ code, reason }: KlarnaCheckoutError): string => BY_REASON[reason ?? ''] ?? BY_CODE[code];
