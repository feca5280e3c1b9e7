/** Long enough for a checkout, and short enough for a person who works on the simulator. */
const MAX_AGE_S = 60;

export const notFound = (): Response =>
  new Response('Not found.\n', { status: 404, headers: { 'content-type': 'text/plain;charset=utf-8' } });

/** A file that any page may use: of any origin, isolated (COEP) or not, with or without `crossorigin`. */
export function asset(text: string | undefined, type: string): Response {
  if (text === undefined) return notFound();
  return new Response(text, {
    headers: {
      'content-type': `${type};charset=utf-8`,
      'cache-control': `public, max-age=${MAX_AGE_S}`,
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'timing-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    },
  });
}
