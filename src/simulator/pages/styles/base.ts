/** Colours and fonts of all pages. Pink is only the accent; text on it is nearly black (contrast 11:1). */
const LIGHT = `
  --ink: #0b051d;
  --soft: #5d5968;
  --line: #e3e1e8;
  --surface: #fff;
  --canvas: #f6f5f8;
  --pink: #ffa8cd;
  --ring: #0b051d;
  --good: #0a6b3d;
  --bad: #b3122a;
  --wait: #7a4d00;
`;

const DARK = `
  --ink: #f4f2f8;
  --soft: #aaa6b8;
  --line: #38343f;
  --surface: #1b1822;
  --canvas: #121017;
  --pink: #ffa8cd;
  --ring: #ffa8cd;
  --good: #6fdba4;
  --bad: #ff9aa5;
  --wait: #f2c063;
`;

export const BASE = `
:root { ${LIGHT} }
:root[data-theme="dark"] { ${DARK} }
@media (prefers-color-scheme: dark) { :root:not([data-theme]) { ${DARK} } }
*, *::before, *::after { box-sizing: border-box; }
body {
  margin: 0;
  color: var(--ink);
  font: 400 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
  -webkit-font-smoothing: antialiased;
}
h1, h2, h3, p, ul, ol, dl, dd, fieldset { margin: 0; padding: 0; }
ul, ol { list-style: none; }
button, input { font: inherit; color: inherit; }
:focus-visible { outline: 3px solid var(--ring); outline-offset: 2px; }
.badge {
  display: inline-block;
  padding: 3px 10px;
  border-radius: 8px;
  background: var(--pink);
  color: #0b051d;
  font-weight: 700;
  letter-spacing: -0.02em;
}
.note { color: var(--soft); font-size: 12px; }
.note span { font-weight: 600; }
.note span::after { content: " ·"; }
.total { display: flex; justify-content: space-between; gap: 16px; align-items: baseline; }
.sum, .total strong { font-variant-numeric: tabular-nums; white-space: nowrap; }
@media (prefers-reduced-motion: reduce) { *, *::before { animation-duration: 8s !important; } }
`;

export const BUTTONS = `
button {
  min-height: 48px;
  padding: 12px 20px;
  border: 1px solid var(--line);
  border-radius: 12px;
  background: var(--surface);
  font-weight: 600;
  cursor: pointer;
}
button:hover { border-color: var(--soft); }
button.primary { border-color: var(--pink); background: var(--pink); color: #0b051d; }
button.primary:hover { border-color: #ff8dbd; background: #ff8dbd; }
`;
