/** The claims that this SDK looks at. The page's token may be any well-formed JWT: all are optional. */
export interface Claims {
  session_id?: string;
  base_url?: string;
  purchase_country?: string;
  scheme?: boolean;
}

/** Undefined when the token is not a string whose second part is base64url JSON. Nobody checks the signature here. */
export function readClaims(client_token: unknown): Claims | undefined {
  if (typeof client_token !== 'string') return undefined;
  try {
    const part = (client_token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/');
    const bytes = Uint8Array.from(atob(part), (character) => character.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims === 'object' && claims !== null ? claims : undefined;
  } catch {
    return undefined;
  }
}
