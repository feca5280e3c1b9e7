/** The card in the shop's checkout: from 280 px width, on any background. */
export const WIDGET = `
body.widget { background: transparent; }
main:empty { min-height: 1px; }
.card { padding: 20px; border: 1px solid var(--line); border-radius: 16px; background: var(--surface); }
.name { display: flex; gap: 10px; align-items: center; margin-bottom: 12px; color: var(--soft); font-size: 14px; }
.name .badge { font-size: 13px; }
.lead { font-size: 16px; font-weight: 600; letter-spacing: -0.01em; }
.steps { display: flex; gap: 8px; margin-top: 16px; }
.steps li { display: grid; flex: 1; gap: 2px; justify-items: start; position: relative; min-width: 0; }
.steps li:not(:last-child)::after {
  content: "";
  position: absolute;
  top: 13px;
  left: 34px;
  right: 0;
  height: 2px;
  border-radius: 1px;
  background: var(--line);
}
.ring { width: 28px; height: 28px; margin: 0 0 6px -2px; fill: none; stroke-width: 4; }
.ring-track { stroke: var(--line); }
.ring-part { stroke: var(--pink); }
.when { color: var(--soft); font-size: 13px; }
.steps .sum { font-weight: 600; }
.ways { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 14px; }
.ways li { padding: 6px 12px; border: 1px solid var(--line); border-radius: 999px; font-size: 13px; }
.total { margin-top: 16px; padding-top: 14px; border-top: 1px solid var(--line); }
.note { margin-top: 10px; }
fieldset { border: 0; min-width: 0; }
legend { padding: 0 0 12px; font-weight: 600; }
.option { border-top: 1px solid var(--line); }
.option label { display: flex; gap: 12px; align-items: center; min-height: 52px; cursor: pointer; font-weight: 600; }
.option input { width: 20px; height: 20px; margin: 0; accent-color: #0b051d; }
[data-theme="dark"] .option input { accent-color: var(--pink); }
.option .detail { display: none; padding: 0 0 18px 32px; }
.option:has(input:checked) .detail { display: block; }
.option .total { display: none; }
.review { display: flex; gap: 12px; align-items: center; height: 80px; font-weight: 600; }
@media (max-width: 380px) {
  .card { padding: 16px; }
  .steps { flex-direction: column; gap: 10px; }
  .steps li { grid-template-columns: auto 1fr auto; align-items: center; justify-items: stretch; column-gap: 8px; }
  .steps li:not(:last-child)::after { display: none; }
  .ring { margin-bottom: 0; }
}
`;
