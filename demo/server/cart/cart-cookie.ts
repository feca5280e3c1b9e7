/**
 * The cookie that finds a shopper's cart. It holds a random token. Scripts cannot read it, and other sites cannot send
 * it.
 */
const NAME = 'lugn_cart';

/** Thirty days. */
const MAX_AGE_S = 30 * 24 * 60 * 60;

export function readCartToken(request: Request): string | undefined {
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name === NAME && value && /^[\w-]{32}$/.test(value)) return value;
  }
  return undefined;
}

/** @param secure whether shoppers reach the shop by https */
export function cartCookie(token: string, secure: boolean): string {
  return `${NAME}=${token}; Path=/; Max-Age=${MAX_AGE_S}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}
