/** Who may call. Given neither name nor password, any well-formed Basic credentials are welcome. */
export interface Credentials {
  username?: string | undefined;
  password?: string | undefined;
}

const PAGE = `<html>
<head><title>401 Authorization Required</title></head>
<body>
<center><h1>401 Authorization Required</h1></center>
<hr><center>openresty</center>
</body>
</html>
`;

/** The gateway's answer, as recorded: HTML, and no correlation id. Klarna's documentation promises JSON. */
export const unauthorized = (): Response =>
  new Response(PAGE, {
    status: 401,
    headers: { 'content-type': 'text/html', 'www-authenticate': 'Basic realm="very closed site"', server: 'openresty' },
  });

export function isAuthorized(request: Request, { username, password }: Credentials): boolean {
  const encoded = /^Basic\s+([A-Za-z0-9+/]+=*)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (encoded === undefined) return false;
  const [, name, secret] = /^([^:]+):(.+)$/s.exec(decode(encoded)) ?? [];
  if (name === undefined || secret === undefined) return false;
  return (username === undefined || name === username) && (password === undefined || secret === password);
}

/** Empty for what is not base64: no name is empty. */
function decode(encoded: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0)));
  } catch {
    return '';
  }
}
