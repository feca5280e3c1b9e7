import type { Order } from '../../../klarna/types.ts';
import type { State } from '../../state/state.ts';
import { resolveLocale } from './categories.ts';

interface ClientTokenSubject {
  session_id: string;
  origin: string;
  request: Order;
}

const encoder = new TextEncoder();

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');

const encode = (value: unknown): string => base64url(encoder.encode(JSON.stringify(value)));

/**
 * The JWT for the browser, with the claims of real tokens. Real tokens have neither `exp` nor `iat`, so a page cannot
 * read the session's end from it. The signature is random bytes, because Klarna's SDK does not check it.
 */
export function createClientToken(state: State, { session_id, origin, request }: ClientTokenSubject): string {
  const country = request.purchase_country.toUpperCase();
  const claims = {
    session_id,
    base_url: origin,
    design: 'klarna',
    language: resolveLocale(request).slice(0, 2),
    purchase_country: country,
    environment: 'playground',
    merchant_name: state.merchant_name,
    session_type: 'PAYMENTS',
    client_event_base_url: origin,
    scheme: true,
    experiments: [],
    region: country === 'US' ? 'us' : 'eu',
    order_amount: request.order_amount,
    offering_opts: 2,
    oo: '5u',
    version: 'v1.10.0-simulator',
  };
  return [HEADER, encode(claims), base64url(state.ids.bytes(256))].join('.');
}

/** Any UUID will do, because no client can fetch the key. */
const KEY_ID = '00000000-0000-4000-8000-000000000000';

const HEADER = encode({ alg: 'RS256', kid: KEY_ID });
