/**
 * Answers of Klarna's gateway and proxies, which stand before the application. They have neither Klarna's headers nor
 * Klarna's JSON.
 */
import { type Allowance, rateHeaders } from './rate-limit.ts';

const page = (title: string, server: string): string => `<html>
<head><title>${title}</title></head>
<body>
<center><h1>${title}</h1></center>
<hr><center>${server}</center>
</body>
</html>
`;

/** As recorded: HTML, and no correlation id. Klarna's documentation promises JSON. */
export const unauthorized = (): Response =>
  new Response(page('401 Authorization Required', 'openresty'), {
    status: 401,
    headers: { 'content-type': 'text/html', 'www-authenticate': 'Basic realm="very closed site"', server: 'openresty' },
  });

/** The answer of order management to a malformed id (recorded). */
export const badRequest = (): Response =>
  new Response(page('400 Bad Request', 'openresty'), { status: 400, headers: { 'content-type': 'text/html' } });

/** The answer of a proxy if the application is down. Not recorded, so any HTML will do. */
export const proxyError = (status: 502 | 503): Response =>
  new Response(page(status === 502 ? '502 Bad Gateway' : '503 Service Unavailable', 'envoy'), {
    status,
    headers: { 'content-type': 'text/html', server: 'envoy' },
  });

/** As recorded in 2023: no body, no content type, no `Retry-After`. */
export const rateLimited = (allowance: Allowance): Response =>
  new Response(null, {
    status: 429,
    headers: { 'x-envoy-ratelimited': 'true', ...rateHeaders(allowance), server: 'envoy' },
  });
