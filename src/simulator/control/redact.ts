/**
 * What a screen in an office may show: who pays and what proves it are hidden until somebody asks. Ids of sessions and orders
 * stay, for they open nothing without credentials; that of an attempt opens the pop-up in which it is approved.
 */
import { isRecord } from '../../klarna/is-record.ts';

export const HIDDEN = '•••';

/** Whole objects of which only the country is told. */
const PERSONAL = new Set(['billing_address', 'shipping_address', 'customer', 'details']);

/** Wherever they stand: a shop that sends them in a wrong place is the one that looks here. */
const SECRET = new Set([
  ...['authorization_token', 'client_token', 'token_id', 'customer_token', 'attempt_id', 'payment_method_reference'],
  ...['attachment', 'merchant_data'],
  ...['given_name', 'family_name', 'email', 'phone', 'street_address', 'street_address2', 'postal_code', 'city'],
  ...['date_of_birth', 'national_identification_number', 'last_four_ssn', 'organization_registration_id', 'vat_id'],
]);

/** Merchants put secrets of their own into them: the address stays, the path goes. */
const URLS = new Set(['url', 'authorization', 'notification', 'push', 'confirmation', 'redirect_url']);

function hideAll(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hideAll);
  if (!isRecord(value)) return value === '' || value === undefined || value === null ? value : HIDDEN;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, isCountry(name, entry) ? entry : hideAll(entry)]),
  );
}

const isCountry = (name: string, value: unknown): boolean =>
  name === 'country' && typeof value === 'string' && value.length === 2;

function hideUrl(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return URL.canParse(value) ? `${new URL(value).origin}/${HIDDEN}` : HIDDEN;
}

function hideEntry(name: string, value: unknown): unknown {
  if (PERSONAL.has(name)) return hideAll(value);
  if (SECRET.has(name)) return value === undefined ? value : HIDDEN;
  if (URLS.has(name) && typeof value === 'string') return hideUrl(value);
  if (name === 'path' && typeof value === 'string') return hidePath(value);
  return redact(value);
}

/** Tokens travel in paths as well. */
const hidePath = (path: string): string =>
  path.replace(/(\/+(?:authorizations?|tokens?|popup)\/+)[^/]+/g, `$1${HIDDEN}`);

/** A copy with what is personal or secret replaced. */
export function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, hideEntry(name, entry)]));
}
