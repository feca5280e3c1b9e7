/**
 * The simulator may run in a developer's browser beside any page of the web: none of those may move its clock, script it, or
 * read what shoppers typed. Programs without a browser send neither header and are welcome.
 *
 * @param ownHost where the simulator was told that browsers find it, if it was told
 * @returns why not; undefined for whoever may
 */
export function checkRequestOrigin(request: Request, ownHost: string | undefined): string | undefined {
  const { host, hostname } = new URL(request.url);
  if (!isHome(hostname) && host !== ownHost) {
    return `${host} is not an own name of the simulator. If it is to be reached there, public_url (--public-url) allows it.`;
  }
  return isOtherPage(request, host)
    ? 'Only the simulator’s own page may ask here, or a program without a browser.'
    : undefined;
}

function isOtherPage(request: Request, host: string): boolean {
  const site = request.headers.get('sec-fetch-site');
  // Written by the browser itself, where pages cannot reach it. 'none': typed by the user.
  if (site === 'same-origin' || site === 'none') return false;
  if (site !== null) return true;
  const origin = request.headers.get('origin');
  if (origin === null) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

/**
 * A page of the web may have its own name point to this machine, and is then of the same origin as far as a browser knows.
 * It cannot do that with an address, with a name of one word (this machine's, or a container's), nor with the names that
 * are reserved: no public name server has any of them. A container calls its host `host.docker.internal`.
 */
const isHome = (hostname: string): boolean =>
  /^(?:[^.]+|\d+\.\d+\.\d+\.\d+|\[.*\])$|\.(?:localhost|test|internal)$/.test(hostname);
