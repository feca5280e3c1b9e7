/**
 * The simulator may run in a developer's browser beside any page of the web. Those pages must not move its clock,
 * script it, or read what shoppers typed. Programs without a browser send neither header and are allowed.
 *
 * @param ownHost the host of `public_url`, if that is set
 * @returns why the request is refused; undefined if it is allowed
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
  // The browser writes this header itself, and pages cannot change it. 'none' means that the user typed the address.
  if (site === 'same-origin' || site === 'none') return false;
  if (site !== null) return true;
  const origin = request.headers.get('origin');
  if (origin === null) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

/**
 * A page of the web may let its own name point to this machine (DNS rebinding). The browser then sees one origin. That
 * is impossible with an IP address. It is also impossible with a name of one word, such as a container's, and with
 * reserved names. No public name server has them. A container calls its host `host.docker.internal`.
 */
const isHome = (hostname: string): boolean =>
  /^(?:[^.]+|\d+\.\d+\.\d+\.\d+|\[.*\])$|\.(?:localhost|test|internal)$/.test(hostname);
