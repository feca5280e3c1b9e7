/** The control page: a fixed toolbar, the script, and lists with entries that open. */
export const CONTROL = `
body.control { background: var(--canvas); min-height: 100vh; }
.control .bar {
  position: sticky;
  top: 0;
  z-index: 2;
  display: flex;
  flex-wrap: wrap;
  gap: 10px 28px;
  align-items: center;
  padding: 12px 24px;
  border-bottom: 1px solid var(--line);
  background: color-mix(in srgb, var(--surface) 92%, transparent);
  backdrop-filter: blur(10px);
}
.brand { display: flex; gap: 10px; align-items: center; }
.brand h1 { font-size: 20px; letter-spacing: -0.03em; }
.live { display: inline-flex; gap: 6px; align-items: center; color: var(--soft); font-size: 13px; }
.live::before { content: ""; width: 8px; height: 8px; border-radius: 50%; background: var(--bad); }
.live.on::before { background: var(--good); }
.clock { display: flex; flex-wrap: wrap; gap: 6px 14px; align-items: center; margin-right: auto; }
.time { display: flex; flex-wrap: wrap; gap: 2px 10px; align-items: baseline; font-size: 13px; color: var(--soft); }
.time time { color: var(--ink); font-size: 22px; font-weight: 650; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
.ahead.moved { padding: 1px 8px; border-radius: 999px; background: var(--pink); color: #0b051d; font-weight: 600; }
.jumps, .tools { display: flex; gap: 6px; }
.control button {
  min-height: 36px;
  padding: 6px 12px;
  border: 1px solid var(--line);
  border-radius: 10px;
  background: var(--surface);
  font-size: 14px;
  font-weight: 550;
  cursor: pointer;
  transition: border-color 0.15s, background-color 0.15s;
}
.control button:hover { border-color: var(--soft); }
.control button:active { background: color-mix(in srgb, var(--pink) 45%, var(--surface)); }
.control button[aria-pressed="true"] { border-color: var(--pink); background: var(--pink); color: #0b051d; }
.control main { max-width: 1720px; margin: 0 auto; padding: 16px 24px 48px; }
.message {
  position: fixed;
  bottom: 20px;
  left: 50%;
  z-index: 3;
  width: max-content;
  max-width: calc(100vw - 32px);
  padding: 10px 20px;
  border-radius: 999px;
  background: var(--ink);
  color: var(--surface);
  font-size: 14px;
  font-weight: 550;
  pointer-events: none;
  transform: translateX(-50%);
}
.message:empty { padding: 0; }
.message.bad { border-radius: 12px; background: var(--bad); }
.columns { display: grid; gap: 16px; align-items: start; }
.column { display: grid; gap: 16px; min-width: 0; }
.panel { min-width: 0; border: 1px solid var(--line); border-radius: 16px; background: var(--surface); overflow: hidden; }
.control h2 { padding: 14px 18px; font-size: 15px; letter-spacing: -0.01em; }
.count { margin-left: 6px; padding: 2px 8px; border-radius: 999px; background: var(--canvas); color: var(--soft); font-size: 12px; font-variant-numeric: tabular-nums; }
.empty { padding: 0 18px 16px; color: var(--soft); font-size: 14px; }
.none { color: var(--soft); font-size: 13px; }
code, .path { font: 13px/1.45 ui-monospace, SFMono-Regular, Menlo, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
.next-body { display: grid; gap: 14px; padding: 0 18px 18px; }
.settings { display: flex; flex-wrap: wrap; gap: 8px 16px; font-size: 14px; color: var(--soft); }
.control select {
  max-width: 100%;
  min-height: 34px;
  margin-left: 4px;
  padding: 4px 8px;
  border: 1px solid var(--line);
  border-radius: 10px;
  background: var(--surface);
  color: var(--ink);
  font: inherit;
}
.choices { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; }
.choices-title { flex-basis: 100%; color: var(--soft); font-size: 13px; }
.queue { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; padding-top: 12px; border-top: 1px solid var(--line); }
.queue h3 { font-size: 13px; font-weight: 600; }
.queue ol { display: flex; flex-wrap: wrap; gap: 6px; }
.queue ol:empty { display: none; }
.queue li { padding: 3px 10px; border-radius: 999px; background: color-mix(in srgb, var(--pink) 34%, var(--surface)); font-size: 13px; }
.queue li .count { background: var(--surface); }
.queue button { min-height: 30px; padding: 3px 10px; }
.rows { max-height: 760px; overflow-y: auto; }
.rows > li { border-top: 1px solid var(--line); }
.rows summary {
  display: grid;
  grid-template-columns: 104px 92px auto minmax(0, 1fr) auto;
  gap: 4px 12px;
  align-items: center;
  position: relative;
  padding: 9px 18px 9px 34px;
  font-size: 14px;
  cursor: pointer;
  list-style: none;
}
.rows summary::before {
  content: "";
  position: absolute;
  top: 15px;
  left: 16px;
  width: 7px;
  height: 7px;
  border: solid var(--soft);
  border-width: 0 1.5px 1.5px 0;
  transform: rotate(-45deg);
  transition: transform 0.15s;
}
.rows details[open] > summary::before { transform: rotate(45deg); }
.rows summary::-webkit-details-marker { display: none; }
.rows summary:hover { background: var(--canvas); }
.rows summary:focus-visible { outline-offset: -3px; border-radius: 6px; }
#requests summary { grid-template-columns: 64px minmax(0, 1fr) 60px 40px 92px; }
#callbacks summary { grid-template-columns: 88px 96px minmax(0, 1fr) auto auto; }
.rows .path { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.rows details[open] .path { white-space: normal; }
.end { text-align: right; color: var(--soft); font-size: 13px; font-variant-numeric: tabular-nums; }
.from { color: var(--soft); font-size: 12px; }
.method { font: 700 11px/1.4 ui-monospace, SFMono-Regular, Menlo, monospace; letter-spacing: 0.02em; color: var(--soft); }
.method.post, .method.patch, .method.put { color: var(--ink); }
.method.delete { color: var(--bad); }
.code { font-weight: 650; font-variant-numeric: tabular-nums; }
.code.good { color: var(--good); }
.code.bad { color: var(--bad); }
.duration { display: grid; grid-template-columns: 32px 1fr; gap: 8px; align-items: center; color: var(--soft); font-size: 12px; text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.duration .bar { all: unset; height: 4px; border-radius: 2px; background: linear-gradient(var(--pink), var(--pink)) 0 / calc(max(var(--part), 0.06) * 100%) 100% no-repeat var(--line); }
.pill { justify-self: start; padding: 2px 10px; border-radius: 999px; background: var(--canvas); font-size: 12px; font-weight: 600; white-space: nowrap; }
.pill.authorized, .pill.complete, .pill.captured, .pill.active, .pill.delivered { background: color-mix(in srgb, var(--pink) 45%, var(--surface)); }
.pill.pending, .pill.waiting, .pill.held, .pill.part_captured { color: var(--wait); }
.pill.expired, .pill.rejected, .pill.cancelled, .pill.failed { color: var(--bad); }
.tag { justify-self: start; padding: 1px 8px; border: 1px solid var(--line); border-radius: 6px; color: var(--soft); font-size: 12px; white-space: nowrap; }
.tags { display: flex; flex-wrap: wrap; gap: 6px; }
.detail { display: grid; gap: 12px; padding: 6px 18px 18px 34px; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(300px, 100%), 1fr)); gap: 12px; }
.why { grid-column: 2 / -1; color: var(--bad); font-size: 13px; overflow-wrap: anywhere; }
.facts { color: var(--soft); font-size: 13px; overflow-wrap: anywhere; }
.lines { display: grid; gap: 4px; font-size: 14px; }
.lines li { display: flex; justify-content: space-between; gap: 16px; }
.money { display: flex; flex-wrap: wrap; gap: 8px 28px; }
.money dt, .connect dt { color: var(--soft); font-size: 12px; }
.money dd { font-weight: 600; }
.attempts { display: grid; gap: 4px; font-size: 13px; color: var(--soft); }
.json h3 { margin: 0 0 4px; color: var(--soft); font-size: 12px; font-weight: 550; }
.json pre {
  max-height: 360px;
  margin: 0;
  padding: 12px 14px;
  border-radius: 10px;
  background: var(--canvas);
  font: 12.5px/1.5 ui-monospace, SFMono-Regular, Menlo, "DejaVu Sans Mono", monospace;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
  overflow: auto;
}
.json-key { color: var(--soft); }
.json-string { color: var(--good); }
.json-value { color: var(--wait); }
.connect dl { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 8px 24px; padding: 0 18px 16px; font-size: 14px; }
.connect .copy { min-height: 28px; padding: 2px 10px; font-size: 12px; }
.control dialog { max-width: 420px; padding: 24px; border: 1px solid var(--line); border-radius: 20px; background: var(--surface); color: var(--ink); }
.control dialog::backdrop { background: rgb(11 5 29 / 60%); }
.control dialog h2 { padding: 0 0 8px; font-size: 20px; }
.control dialog .buttons { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 20px; }
.control .danger { border-color: var(--bad); color: var(--bad); }
@media (min-width: 1080px) { .columns { grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr); } }
@media (max-width: 620px) {
  .control .bar { position: static; padding: 12px 16px; }
  .control main { padding: 12px 12px 40px; }
  .control .clock { margin-right: 0; }
  .rows summary { grid-template-columns: auto auto minmax(0, 1fr); padding: 10px 14px 10px 30px; }
  .rows summary::before { left: 13px; }
  .detail { padding: 6px 14px 16px; }
  #requests summary { grid-template-columns: 52px minmax(0, 1fr) auto; }
  #requests .from, #requests .duration { display: none; }
  #callbacks summary { grid-template-columns: auto minmax(0, 1fr) auto; }
  #callbacks .kind { display: none; }
  .connect dl { grid-template-columns: minmax(0, 1fr); }
}
`;
