import type { createErrors } from './create-errors.ts';
import type { Claims, readClaims } from './read-claims.ts';
import type { SdkAge } from './types.ts';

/** The client token of `init`, and its claims. */
export interface Token {
  /** Returns true if it replaces another token. Throws if it is no JWT. */
  set(client_token: unknown): boolean;
  /** Whether `init` has received a usable token. */
  isInitialized(): boolean;
  /** The token exactly as the page gave it last. */
  raw(): unknown;
  claims(): Claims | undefined;
  /** `payments` if the token names no type; undefined before `init`. */
  sessionType(): string | undefined;
  session_id(): string;
  /** The simulator's origin: from the token's `base_url`, or from the script's address if the token names none. */
  base(): string;
}

export function createToken(
  fail: ReturnType<typeof createErrors>,
  claimsOf: typeof readClaims,
  { scriptOrigin, age }: { scriptOrigin: string; age: SdkAge },
): Token {
  let token: unknown;
  let claims: Claims | undefined;
  let sessionType: string | undefined;
  let isInitialized = false;
  const isAddress = (url: unknown): url is string =>
    typeof url === 'string' && /^https?:/.test(url) && URL.canParse(url);
  return {
    set(client_token) {
      const decoded = claimsOf(client_token);
      if (!decoded) throw fail('InvalidClientTokenError');
      // A token that contains JSON `null` throws at this line in Klarna's script too.
      const { base_url, session_type } = decoded.claims;
      const isAnother = token !== undefined && client_token !== token;
      sessionType = (session_type || 'payments').toLowerCase();
      token = client_token;
      claims = decoded.claims;
      // Build 2004 accepts a token without a Klarna address silently, but does not count as initialized.
      isInitialized = age === '2023' || isAddress(base_url);
      return isAnother;
    },
    isInitialized: () => isInitialized,
    raw: () => token,
    claims: () => claims,
    sessionType: () => sessionType,
    session_id: () => claims?.session_id ?? '',
    base: () => (isAddress(claims?.base_url) ? new URL(claims.base_url).origin : scriptOrigin),
  };
}
