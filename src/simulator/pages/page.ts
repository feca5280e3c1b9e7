import { paths } from '../paths.ts';
import { type Html, html } from './html.ts';

export type Theme = 'light' | 'dark';

interface PageParts {
  title: string;
  /** Names the style sheet, the script and the class of the body. */
  name: 'widget' | 'overlay' | 'popup' | 'control';
  body: Html;
  script?: 'widget' | 'overlay' | 'opening' | 'popup' | 'control' | undefined;
  /** Undefined follows the browser. A frame is transparent only if it has the scheme of its page. */
  theme?: Theme | undefined;
  status?: number;
}

/** The pages that may frame this page. */
type Ancestors = '*' | "'none'";

const policy = (ancestors: Ancestors) =>
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; " +
  `base-uri 'none'; frame-ancestors ${ancestors}`;

function respond({ title, name, body, script, theme, status = 200 }: PageParts, ancestors: Ancestors): Response {
  const document = html`<!doctype html>
<html lang="en"${theme === undefined ? false : html` data-theme="${theme}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${theme ?? 'light dark'}">
<title>${title}</title>
<link rel="icon" href="${paths.badge}" type="image/svg+xml">
<link rel="stylesheet" href="${paths.styles}/${name}.css">
${script === undefined ? false : html`<script defer src="${paths.scripts}/${script}.js"></script>`}
</head>
<body class="${name}">
${body}
</body>
</html>
`;
  return new Response(document.toString(), {
    status,
    headers: {
      'content-type': 'text/html;charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': policy(ancestors),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      // A shop that isolates itself (COEP) can frame only documents that send this header too.
      'cross-origin-resource-policy': 'cross-origin',
      'cross-origin-embedder-policy': 'require-corp',
    },
  });
}

/** A page that cannot be framed. Klarna's own cannot either, because of clickjacking. */
export const page = (parts: PageParts): Response => respond(parts, "'none'");

/** A page for a frame in the shop's checkout. */
export const framedPage = (parts: PageParts): Response => respond(parts, '*');
