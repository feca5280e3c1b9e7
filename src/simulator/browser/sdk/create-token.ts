import type { createErrors } from './create-errors.ts';
import type { Claims, readClaims } from './read-claims.ts';
import type { SdkAge } from './types.ts';

/** The client token that `init` was given, and what it says. */
export interface Token {
  /** Throws when it is no JWT. True when it takes the place of another one. */
  set(client_token: unknown): boolean;
  /** Whether `init` has taken a token that can be used. */
  isInitialized(): boolean;
  /** As it was given last. */
  raw(): unknown;
  claims(): Claims | undefined;
  /** `payments` for a token that does not say; undefined before `init`. */
  sessionType(): string | undefined;
  session_id(): string;
  /** The simulator's origin: the token's `base_url`, or where the script came from when the token names none. */
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
      // A token of JSON `null` breaks Klarna's script here, too.
      const { base_url, session_type } = decoded.claims;
      const isAnother = token !== undefined && client_token !== token;
      sessionType = (session_type || 'payments').toLowerCase();
      token = client_token;
      claims = decoded.claims;
      // Build 2004 says nothing of a token without an address of Klarna's, and takes it for none.
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
