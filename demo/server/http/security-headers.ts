/**
 * The headers that a merchant would send with a checkout page. Scripts come from the shop and from Klarna, never
 * inline. No site may frame the page. Klarna's pop-up keeps its opener.
 */
const join = (directives: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ');

/** The list of Klarna's Web SDK page. For SDK v1 no list is published, but the hosts in its token are in this one. */
const KLARNA = {
  script: ['https://x.klarnacdn.net', 'https://js.klarna.com', 'https://js.playground.klarna.com'],
  style: ["'unsafe-inline'", 'https://x.klarnacdn.net'],
  font: ['https://x.klarnacdn.net'],
  connect: ['https://*.klarna.com', 'https://*.klarnaevt.com', 'https://x.klarnacdn.net'],
  frame: ['https://*.klarna.com', 'https://x.klarnacdn.net'],
  img: ['https://x.klarnacdn.net', 'https://*.klarna.com'],
};

/** @param simulatorOrigin undefined means Klarna itself */
export function securityHeaders(simulatorOrigin: string | undefined): Record<string, string> {
  const one = simulatorOrigin === undefined ? [] : [simulatorOrigin];
  const klarna =
    simulatorOrigin === undefined ? KLARNA : { script: one, style: one, font: one, connect: one, frame: one, img: one };
  return {
    'content-security-policy': join({
      'default-src': ["'none'"],
      'script-src': ["'self'", ...klarna.script],
      'style-src': ["'self'", ...klarna.style],
      'font-src': klarna.font,
      'img-src': ["'self'", 'data:', ...klarna.img],
      // The development server's socket is on the shop's own origin.
      'connect-src': ["'self'", ...klarna.connect],
      'frame-src': klarna.frame,
      'base-uri': ["'none'"],
      'form-action': ["'self'"],
      'frame-ancestors': ["'none'"],
    }),
    'cross-origin-opener-policy': 'same-origin-allow-popups',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
  };
}
