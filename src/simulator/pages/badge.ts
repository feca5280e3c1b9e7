/**
 * The badge of every category. It is drawn here, so nothing is fetched from Klarna, and nobody mistakes it for Klarna's
 * own.
 */
export const BADGE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 71.25 30" width="71.25" height="30" role="img" aria-label="Klarna">
<rect width="71.25" height="30" rx="7.5" fill="#ffa8cd"/>
<text x="35.6" y="20.6" text-anchor="middle" textLength="47" lengthAdjust="spacingAndGlyphs" font-family="system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif" font-size="16" font-weight="700" fill="#0b051d">Klarna</text>
</svg>
`;
