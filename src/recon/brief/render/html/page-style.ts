/**
 * The style of the page. Colours are pairs of light and dark and follow the
 * system unless the reader chooses; `style.test.ts` holds their contrast.
 */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f5f6f8, #101317);
  --card: light-dark(#ffffff, #171b21);
  --raised: light-dark(#f2f4f7, #1f242c);
  --line: light-dark(#e3e6eb, #2a3039);
  --text: light-dark(#1a1e25, #e5e8ed);
  --quiet: light-dark(#5b6472, #9aa4b2);
  --accent: light-dark(#2257c9, #8ab4ff);
  --weights: light-dark(#b9c2cf, #465062);
  --critical: light-dark(#a8101f, #ff949b);
  --critical-ground: light-dark(#fde9eb, #3a1a1f);
  --high: light-dark(#9a3c00, #ffb07a);
  --high-ground: light-dark(#fdeee3, #38230f);
  --medium: light-dark(#735200, #e6c35c);
  --medium-ground: light-dark(#faf1d2, #322a12);
  --low: light-dark(#1f55a5, #8cb9ff);
  --low-ground: light-dark(#e7effb, #17263d);
  --info: light-dark(#545d6b, #a9b2bf);
  --info-ground: light-dark(#eceef2, #232932);
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "Segoe UI Mono", "DejaVu Sans Mono", monospace;
}
:root[data-theme="light"] { color-scheme: light; }
:root[data-theme="dark"] { color-scheme: dark; }

* { box-sizing: border-box; }
[hidden] { display: none !important; }
body {
  margin: 0;
  background: var(--ground);
  color: var(--text);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif;
  -webkit-text-size-adjust: 100%;
}
main, .top, footer { max-width: 1120px; margin: 0 auto; padding: 0 28px; }
h1, h2, h3, h4, p, ul, ol, dl, dd { margin: 0; padding: 0; }
ul, ol { list-style: none; }
code, .path, .where { font-family: var(--mono); font-size: .875em; overflow-wrap: anywhere; unicode-bidi: isolate; }
.quiet { color: var(--quiet); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 6px; }
h1:focus, h2:focus { outline: none; }
.heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 28px; top: 8px; z-index: 3; padding: 8px 14px; background: var(--card); color: var(--accent); }

.top { display: flex; justify-content: space-between; align-items: center; padding-top: 20px; }
.brand { font-weight: 650; letter-spacing: .01em; }
.brand span { color: var(--quiet); font-weight: 400; }
button { font: inherit; color: inherit; cursor: pointer; }
.plain { border: 1px solid var(--line); border-radius: 8px; background: var(--card); padding: 5px 12px; font-size: .875rem; color: var(--quiet); }
.plain:hover { color: var(--text); }

.eyebrow { margin-top: 52px; color: var(--quiet); font-size: .875rem; }
h1 { font-size: clamp(1.6rem, 4vw, 2.25rem); line-height: 1.2; letter-spacing: -.02em; font-weight: 680; overflow-wrap: anywhere; }
.meta { color: var(--quiet); font-size: .875rem; margin-top: 8px; }
h2 { font-size: 1.2rem; letter-spacing: -.01em; margin-top: 60px; }
.verdict { margin-top: 28px; padding: 20px 24px; border-radius: 14px; font-size: 1.12rem; font-weight: 560; border: 1px solid transparent; }
.verdict .unknown { display: block; margin-top: 4px; font-size: 1rem; font-weight: 400; }
.verdict.stop { color: var(--critical); background: var(--critical-ground); }
.verdict.look { color: var(--medium); background: var(--medium-ground); }
.verdict.unknown { color: var(--medium); background: var(--medium-ground); }
.verdict.calm { background: var(--card); border-color: var(--line); }
.notice { margin-top: 20px; padding: 14px 18px; border-radius: 12px; font-weight: 600; color: var(--critical); background: var(--critical-ground); }

.cards { display: grid; grid-template-columns: 1fr 1.35fr 1.35fr; gap: 18px; margin-top: 18px; }
.cards:has(> [hidden]) { grid-template-columns: 1fr; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 20px 22px; }
.card h2 { margin: 0 0 12px; font-size: .875rem; font-weight: 560; letter-spacing: 0; color: var(--quiet); }
.filters { margin: 0 -10px; }
.filters button { position: relative; display: flex; gap: 12px; justify-content: space-between; align-items: center; width: 100%; border: 0; border-radius: 8px; background: none; padding: 6px 10px; text-align: left; }
.filters button:hover { background: var(--raised); }
.filters button[aria-pressed="true"] { background: var(--raised); box-shadow: inset 0 0 0 1.5px var(--accent); }
.filters .label { display: flex; gap: 8px; align-items: baseline; }
.filters .number { font-variant-numeric: tabular-nums; font-weight: 600; }
.dot { display: inline-block; width: 1em; text-align: center; }
.dot.critical { color: var(--critical); } .dot.high { color: var(--high); } .dot.medium { color: var(--medium); }
.dot.low { color: var(--low); } .dot.info { color: var(--info); }

.badge { display: inline-block; align-self: start; justify-self: start; white-space: nowrap; border-radius: 7px; padding: 1px 9px 2px; font-size: .8125rem; font-weight: 600; }
.badge.critical { color: var(--critical); background: var(--critical-ground); }
.badge.high { color: var(--high); background: var(--high-ground); }
.badge.medium { color: var(--medium); background: var(--medium-ground); }
.badge.low { color: var(--low); background: var(--low-ground); }
.badge.info { color: var(--info); background: var(--info-ground); }

.bar { display: flex; gap: 2px; height: 10px; margin: 4px 0 16px; border-radius: 5px; overflow: hidden; background: var(--raised); }
.bar span { min-width: 4px; }
.bar .critical { background: var(--critical); } .bar .high { background: var(--high); } .bar .medium { background: var(--medium); }
.bar .low { background: var(--low); } .bar .info { background: var(--weights); }
.bar .read { background: var(--accent); }
.bar .tensors { background: var(--weights); }
#coverage { display: grid; grid-template-columns: auto 1fr; gap: 5px 14px; font-size: .9375rem; }
#coverage dt { font-weight: 600; text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
#coverage dd { color: var(--quiet); }
#coverage dt.read { color: var(--accent); }
#coverage dt.gap, #coverage dt.gap + dd { color: var(--medium); }

.advice { margin-top: 16px; background: var(--card); border: 1px solid var(--line); border-radius: 14px; }
.advice li { display: grid; grid-template-columns: 104px 1fr; gap: 16px; padding: 16px 22px; }
.advice li + li, .gaps li + li { border-top: 1px solid var(--line); }
.advice h3 { font-size: 1rem; font-weight: 620; }
.advice .quiet { font-size: .9375rem; }
.advice details { border-top: 1px solid var(--line); }
.advice summary { padding: 12px 22px; color: var(--accent); cursor: pointer; font-size: .9375rem; }

.tools { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: 10px 14px; align-items: center; margin: 8px -12px 0; padding: 12px; background: var(--ground); }
#search { flex: 1 1 280px; min-width: 0; font: inherit; color: inherit; padding: 9px 14px; border: 1px solid var(--line); border-radius: 10px; background: var(--card); }
#search::placeholder { color: var(--quiet); opacity: 1; }
.active { display: flex; flex-wrap: wrap; gap: 6px; }
.active:empty { display: none; }
.chip { border: 0; border-radius: 8px; padding: 4px 10px; font-size: .875rem; color: var(--low); background: var(--low-ground); }
.count { color: var(--quiet); font-size: .875rem; font-variant-numeric: tabular-nums; }
.none { padding: 40px 0; text-align: center; color: var(--quiet); }

.file { margin-top: 18px; padding-bottom: 6px; background: var(--card); border: 1px solid var(--line); border-radius: 14px; overflow: clip; }
.file h3 { display: flex; flex-wrap: wrap; gap: 4px 24px; justify-content: space-between; align-items: baseline; padding: 16px 22px 12px; font-size: 1.0625rem; font-weight: 640; }
.file .counts { display: inline-flex; flex-wrap: wrap; gap: 2px 14px; font-size: .875rem; font-weight: 500; font-variant-numeric: tabular-nums; white-space: nowrap; }
.file h4 { padding: 14px 22px 6px; border-top: 1px solid var(--line); font-weight: 500; font-size: .9375rem; }
.finding { border-top: 1px solid var(--line); }
h4 + .rows .finding:first-child { border-top: 0; }
.finding summary { display: grid; grid-template-columns: 104px 1fr 16px; gap: 16px; padding: 14px 22px; cursor: pointer; list-style: none; }
.finding summary::-webkit-details-marker { display: none; }
.finding summary::after { content: ""; width: 7px; height: 7px; margin: 7px 0 0 4px; border: solid var(--quiet); border-width: 0 1.5px 1.5px 0; transform: rotate(45deg); transition: transform .12s; }
.finding[open] summary::after { transform: rotate(-135deg); margin-top: 11px; }
.finding summary:hover { background: var(--raised); }
.finding summary:focus-visible { outline-offset: -3px; border-radius: 10px; }
.what { display: grid; gap: 3px; min-width: 0; }
.title { font-weight: 580; }
.notes { color: var(--quiet); font-weight: 400; font-size: .875rem; }
.notes span { margin-left: 12px; }
.notes .alive { color: var(--critical); font-weight: 600; }
.evidence { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; white-space: pre-wrap; }
.evidence b { font-weight: 600; }
.finding[open] .evidence { display: block; }
.where { color: var(--quiet); font-size: .8125rem; }
.body { padding: 2px 22px 20px; }
.facts { display: grid; grid-template-columns: 104px 1fr; gap: 7px 16px; font-size: .9375rem; }
.facts dt { color: var(--quiet); }
.facts dd { min-width: 0; overflow-wrap: anywhere; }
.places { max-height: 320px; overflow: auto; }

.gaps { margin-top: 14px; background: var(--card); border: 1px solid var(--line); border-radius: 14px; }
.gaps li { padding: 13px 22px; }
.gaps .quiet { font-size: .9375rem; }
footer { padding-top: 60px; padding-bottom: 40px; color: var(--quiet); font-size: .875rem; }

@media (max-width: 860px) {
  .cards { grid-template-columns: 1fr; }
}
@media (max-width: 600px) {
  main, .top, footer { padding-left: 16px; padding-right: 16px; }
  .eyebrow { margin-top: 32px; }
  h2 { margin-top: 44px; }
  .tools { position: static; }
  .advice li, .finding summary, .file h3, .file h4, .body, .gaps li, .card { padding-left: 16px; padding-right: 16px; }
  .advice li { grid-template-columns: 1fr; gap: 8px; }
  .finding summary { grid-template-columns: 1fr 16px; gap: 8px 12px; }
  .finding .badge { grid-column: 1; }
  .finding .what { grid-column: 1 / 3; }
  .finding summary::after { grid-row: 1; grid-column: 2; }
  .facts { grid-template-columns: 1fr; gap: 0; }
  .facts dd { margin-bottom: 10px; }
  .verdict { padding: 16px 18px; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
@media print {
  .tools, .top button, .skip, #more { display: none !important; }
  body { background: #fff; }
  .finding { break-inside: avoid; }
}
`;
