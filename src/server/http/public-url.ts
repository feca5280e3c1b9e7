/**
 * Checks `publicUrl`, the address of the mount for Klarna and for the shopper's browser.
 *
 * Production requires it. Without it the handler takes its own address from the `Host` header. Any client can set that
 * header, and Klarna would call the host that it names.
 */

/** Names that no public DNS server knows: RFC 6761, RFC 6762 (appendix G) and RFC 8375. Examples use `.example`. */
const PRIVATE_NAMES =
  /(^|\.)(localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa|test|invalid|onion)$/;

/** IPv4 blocks that are not reachable from the internet, by IANA's special-purpose address registry. */
const PRIVATE_BLOCKS: readonly [address: string, bits: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

const toNumber = (ipv4: string): number => ipv4.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

const isPrivateIpv4 = (address: string): boolean =>
  PRIVATE_BLOCKS.some(([block, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(toNumber(address) / size) === Math.floor(toNumber(block) / size);
  });

/** All public IPv6 addresses are in 2000::/3; 2001:db8::/32 is for documentation. */
const isPublicIpv6 = (address: string): boolean => /^[23][\da-f]{3}:/.test(address) && !/^2001:db8:/.test(address);

/** @param hostname in the form of `URL`: lower case, IPv4 with four decimal parts, IPv6 in brackets */
function isReachable(hostname: string): boolean {
  if (hostname.startsWith('[')) return isPublicIpv6(hostname.slice(1));
  if (/^\d+(\.\d+){3}$/.test(hostname)) return !isPrivateIpv4(hostname);
  const name = hostname.replace(/\.$/, '');
  return name.includes('.') && !PRIVATE_NAMES.test(name);
}

/**
 * @returns the URL without a slash at its end; undefined if it is not given, outside production
 * @throws {TypeError} that says what to set
 */
export function readPublicUrl(publicUrl: string | URL | undefined, production: boolean): string | undefined {
  if (publicUrl === undefined) {
    if (!production) return undefined;
    throw new TypeError(
      '`publicUrl` is missing: in production, set it to the address at which Klarna reaches the mount, like https://shop.example/klarna.',
    );
  }
  const url = URL.canParse(String(publicUrl)) ? new URL(publicUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username || url.password) {
    throw new TypeError('`publicUrl` must be the whole address of the mount, like https://shop.example/klarna.');
  }
  if (production && url.protocol !== 'https:') {
    throw new TypeError('`publicUrl` must begin with https:// in production: Klarna calls back over TLS only.');
  }
  if (production && !isReachable(url.hostname)) {
    throw new TypeError(
      `\`publicUrl\` names ${url.hostname}, which Klarna cannot reach from the internet: set the public address of the shop, like https://shop.example/klarna.`,
    );
  }
  return url.href.replace(/\/+$/, '');
}
