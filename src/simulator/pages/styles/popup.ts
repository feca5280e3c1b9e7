/** The pop-up, 500 × 700: the question on top, and the buttons always visible below. */
export const POPUP = `
html, body.popup { height: 100%; }
body.popup { display: grid; grid-template-rows: auto 1fr auto; background: var(--canvas); }
.popup header {
  display: flex;
  justify-content: space-between;
  align-items: center;
  gap: 16px;
  padding: 14px 24px;
  border-bottom: 1px solid var(--line);
  background: var(--surface);
}
.where { color: var(--soft); font-size: 14px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.popup main { overflow: auto; padding: 24px; }
.hero { padding: 8px 0 22px; text-align: center; }
.hero h1 { font-size: 40px; font-weight: 700; line-height: 1.15; letter-spacing: -0.03em; font-variant-numeric: tabular-nums; }
.hero .to { display: block; margin-bottom: 4px; color: var(--soft); font-size: 15px; font-weight: 400; letter-spacing: 0; }
.hero .method {
  display: inline-block;
  margin-top: 12px;
  padding: 5px 14px;
  border-radius: 999px;
  background: color-mix(in srgb, var(--pink) 34%, var(--surface));
  font-size: 14px;
  font-weight: 600;
}
.popup section { padding: 16px 18px; border: 1px solid var(--line); border-radius: 16px; background: var(--surface); }
.popup section + section { margin-top: 12px; }
.popup h2 { margin-bottom: 10px; font-size: 14px; font-weight: 600; }
.popup h3 { color: var(--soft); font-size: 12px; font-weight: 500; }
.lines li { display: flex; justify-content: space-between; gap: 16px; padding: 4px 0; }
.item { overflow-wrap: anywhere; }
.quantity, .more, .empty { color: var(--soft); }
.popup .total { margin-top: 8px; padding-top: 10px; border-top: 1px solid var(--line); font-weight: 600; }
.people { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: 14px 20px; font-size: 14px; }
.people address { font-style: normal; }
.people address span { display: block; overflow-wrap: anywhere; }
.popup form {
  display: grid;
  gap: 10px;
  padding: 16px 24px 14px;
  border-top: 1px solid var(--line);
  background: var(--surface);
}
.sign-up { display: grid; gap: 6px; }
.sign-up label { font-weight: 600; font-size: 14px; }
.sign-up input {
  width: 100%;
  padding: 10px 14px;
  border: 1px solid var(--soft);
  border-radius: 12px;
  background: var(--surface);
  font-size: 20px;
  letter-spacing: 0.4em;
  font-variant-numeric: tabular-nums;
}
.sign-up [aria-invalid="true"] { border-color: var(--bad); }
.sign-up p { color: var(--soft); font-size: 13px; }
.sign-up [role="alert"] { color: var(--bad); }
.popup .others { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; }
.popup form .note { text-align: center; }
.waiting { display: grid; place-content: center; justify-items: center; gap: 8px; text-align: center; color: var(--soft); }
.waiting h1 { color: var(--ink); font-size: 20px; letter-spacing: -0.02em; }
.spinner {
  width: 40px;
  height: 40px;
  border: 4px solid var(--line);
  border-top-color: var(--pink);
  border-radius: 50%;
  animation: turn 0.9s linear infinite;
}
@keyframes turn { to { transform: rotate(360deg); } }
`;
