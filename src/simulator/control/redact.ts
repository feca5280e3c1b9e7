/**
 * Hides personal data and secrets, because the page may be on a screen in an office. A person can ask to see them.
 * Ids of sessions and orders stay, because they are useless without credentials. The id of an attempt opens the pop-up
 * that approves it, so it is hidden.
 */
import { isRecord } from '../../klarna/is-record.ts';

export const HIDDEN = '•••';

/** Objects of which only the country is shown. */
const PERSONAL = new Set(['billing_address', 'shipping_address', 'customer', 'details']);

/** Hidden wherever they are. Somebody looks here precisely if a shop sent them in the wrong place. */
const SECRET = new Set([
  ...['authorization_token', 'client_token', 'token_id', 'customer_token', 'attempt_id', 'payment_method_reference'],
  ...['attachment', 'merchant_data'],
  ...['given_name', 'family_name', 'email', 'phone', 'street_address', 'street_address2', 'postal_code', 'city'],
  ...['date_of_birth', 'national_identification_number', 'last_four_ssn', 'organization_registration_id', 'vat_id'],
]);

/** Merchants put secrets into these URLs. The origin is shown, the path is not. */
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

/** Tokens can be in paths as well. */
const hidePath = (path: string): string =>
  path.replace(/(\/+(?:authorizations?|tokens?|popup)\/+)[^/]+/g, `$1${HIDDEN}`);

/** Returns a copy in which personal data and secrets are replaced. */
export function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, hideEntry(name, entry)]));
}
