/** The expected credentials. If neither name nor password is set, any well-formed Basic credentials are accepted. */
export interface Credentials {
  username?: string | undefined;
  password?: string | undefined;
}

/** The merchant's user name, or undefined if the credentials are wrong. */
export function findMerchant(request: Request, { username, password }: Credentials): string | undefined {
  const encoded = /^Basic\s+([A-Za-z0-9+/]+=*)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [, name, secret] = /^([^:]+):(.+)$/s.exec(decode(encoded)) ?? [];
  if (name === undefined || secret === undefined) return undefined;
  const fits = (username === undefined || name === username) && (password === undefined || secret === password);
  return fits ? name : undefined;
}

/** Empty if the text is not base64. No user name is empty. */
function decode(encoded: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0)));
  } catch {
    return '';
  }
}
