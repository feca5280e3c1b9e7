/** The claims that this SDK reads. The page's token may be any well-formed JWT, so all are optional. */
export interface Claims {
  session_id?: string;
  session_type?: string;
  base_url?: string;
  purchase_country?: string;
  scheme?: boolean;
  experiments?: unknown;
}

/**
 * Undefined if the token is no string whose second part is base64url JSON. Like Klarna's script, this checks neither
 * the signature nor that the JSON is an object.
 */
export function readClaims(client_token: unknown): { claims: Claims } | undefined {
  if (typeof client_token !== 'string') return undefined;
  try {
    const part = (client_token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/');
    const bytes = Uint8Array.from(atob(part), (character) => character.charCodeAt(0));
    return { claims: JSON.parse(new TextDecoder().decode(bytes)) };
  } catch {
    return undefined;
  }
}
