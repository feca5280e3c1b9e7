import type { createErrors } from './create-errors.ts';
import type { Claims, readClaims } from './read-claims.ts';

/** The client token that `init` was given, and what it says. */
export interface Token {
  /** Throws when it is no JWT. True when it is another one than before: then nothing counts as loaded any more. */
  set(client_token: unknown): boolean;
  claims(): Claims | undefined;
  session_id(): string;
  /** The simulator's origin: the token's `base_url`, or where the script came from when the token names none. */
  base(): string;
}

export function createToken(
  fail: ReturnType<typeof createErrors>,
  claimsOf: typeof readClaims,
  scriptOrigin: string,
): Token {
  let token: unknown;
  let claims: Claims | undefined;
  return {
    set(client_token) {
      const decoded = claimsOf(client_token);
      if (!decoded) throw fail('InvalidClientTokenError');
      const isNew = client_token !== token;
      token = client_token;
      claims = decoded;
      return isNew;
    },
    claims: () => claims,
    session_id: () => claims?.session_id ?? '',
    base() {
      const url = claims?.base_url;
      return url !== undefined && /^https?:/.test(url) && URL.canParse(url) ? new URL(url).origin : scriptOrigin;
    },
  };
}
