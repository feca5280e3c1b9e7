export const LANDING = `
body.landing { background: var(--canvas); }
.landing header, .landing main { max-width: 1060px; margin: 0 auto; padding: 0 24px; }
.landing header { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; padding-top: 40px; padding-bottom: 20px; }
.landing header .badge { font-size: 20px; }
.landing h1 { font-size: 28px; letter-spacing: -0.03em; }
.landing header p { flex-basis: 100%; color: var(--soft); }
.landing dl { display: flex; flex-wrap: wrap; gap: 8px 32px; margin-bottom: 24px; }
.landing dt { color: var(--soft); font-size: 13px; }
.landing section { margin-bottom: 24px; border: 1px solid var(--line); border-radius: 16px; background: var(--surface); overflow: hidden; }
.landing h2 { padding: 16px 20px; font-size: 16px; }
.count { margin-left: 6px; padding: 2px 8px; border-radius: 999px; background: var(--canvas); color: var(--soft); font-size: 13px; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 14px; }
th, td { padding: 10px 20px; border-top: 1px solid var(--line); text-align: left; white-space: nowrap; }
th { color: var(--soft); font-weight: 500; }
th:nth-child(2), td:nth-child(2) { text-align: right; font-variant-numeric: tabular-nums; }
code { font: 13px/1.4 ui-monospace, SFMono-Regular, Menlo, "DejaVu Sans Mono", monospace; }
.status { padding: 2px 10px; border-radius: 999px; background: var(--canvas); font-size: 13px; }
.status.authorized, .status.complete { background: color-mix(in srgb, var(--pink) 40%, var(--surface)); }
.empty { padding: 0 20px 18px; color: var(--soft); }
`;
