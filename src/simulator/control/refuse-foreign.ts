/**
 * The simulator may run in a developer's browser beside any page of the web: none of those may move its clock, script it, or
 * read what shoppers typed. Programs without a browser send neither header and are welcome.
 */
export function isForeign(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  // Written by the browser itself, where pages cannot reach it. 'none': typed by the user.
  if (site === 'same-origin' || site === 'none') return false;
  if (site !== null) return true;
  const origin = request.headers.get('origin');
  if (origin === null) return false;
  return !URL.canParse(origin) || new URL(origin).host !== new URL(request.url).host;
}
