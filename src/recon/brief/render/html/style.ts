/** What the page of a dossier adds to the style of the report's page. */
export const briefStyle = `
:root {
  --person: light-dark(#7a3db8, #cfa5ff);
  --credential: light-dark(#a8101f, #ff949b);
  --machine: light-dark(#1f55a5, #8cb9ff);
  --network: light-dark(#0c6a70, #6fd3da);
  --service: light-dark(#1c6b3c, #7fd6a2);
  --account: light-dark(#735200, #e6c35c);
  --storage: light-dark(#9a3c00, #ffb07a);
  --project: light-dark(#545d6b, #a9b2bf);
  --link: light-dark(#8b95a5, #6d7887);
}
.plain[hidden] { display: none; }
.figure { margin: 18px 0 0; background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 14px 24px 24px; }
.figure figcaption { color: var(--quiet); font-size: .875rem; margin-top: 18px; max-width: 70ch; }
.map { display: block; width: 100%; height: auto; overflow: visible; }
.map.narrow { display: none; }
.map text { font: 500 13px system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif; fill: var(--text); }
.map .title { paint-order: stroke; stroke: var(--card); stroke-width: 5px; font-size: 12px; font-weight: 560; fill: var(--quiet); }
.line { fill: none; stroke: var(--link); stroke-width: 1.3; opacity: .75; }
.line.likely { stroke-dasharray: 4 4; }
.tip { fill: var(--link); }
.plate { fill: var(--raised); stroke: var(--line); }
.box:hover .plate, .box.near .plate { stroke: currentColor; }
.box.folded text { fill: var(--quiet); }
.box.folded .plate { stroke-dasharray: 3 3; }
.stripe { fill: currentColor; }
.person { color: var(--person); } .credential { color: var(--credential); } .machine { color: var(--machine); }
.network { color: var(--network); } .service { color: var(--service); } .account { color: var(--account); }
.storage { color: var(--storage); } .project { color: var(--project); } .software, .model { color: var(--quiet); }
.map.pointed .line { opacity: .12; }
.map.pointed .line.near { opacity: 1; stroke-width: 2; }
.map.pointed .box:not(.near) { opacity: .45; }
.box:focus-visible { outline: none; }
.box:focus-visible .plate { stroke: var(--accent); stroke-width: 2.5; }

.attacks { display: grid; gap: 14px; margin-top: 18px; counter-reset: attack; }
.attack { display: grid; grid-template-columns: 92px 1fr; gap: 4px 22px; background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 20px 24px; }
.attack h3 { font-size: 1.0625rem; }
.score { font-variant-numeric: tabular-nums; text-align: right; }
.score b { display: block; font-size: 1.7rem; line-height: 1.15; font-weight: 650; letter-spacing: -.02em; }
.score span { color: var(--quiet); font-size: .8125rem; }
.score.first b { color: var(--critical); } .score.second b { color: var(--high); } .score.third b { color: var(--quiet); }
.attack ul { margin: 8px 0 2px; display: grid; gap: 10px; }
.attack li:not(.more) { padding-left: 14px; border-left: 3px solid var(--line); overflow-wrap: anywhere; }
.attack p { max-width: 74ch; }
.attack div > .quiet { margin-top: 10px; }
.attack .quiet { font-size: .9375rem; }
.fix { margin-top: 10px; }
.fix b { font-weight: 600; }
.command { display: inline-block; margin-top: 8px; padding: 3px 10px; border-radius: 7px; background: var(--raised); }
.seen { color: var(--quiet); font-size: .8125rem; overflow-wrap: anywhere; }
.new { display: inline-block; border-radius: 7px; padding: 0 8px 1px; font-size: .8125rem; font-weight: 600; color: var(--medium); background: var(--medium-ground); }

.entities { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 330px), 1fr)); gap: 14px; margin-top: 18px; align-items: start; }
.entity { background: var(--card); border: 1px solid var(--line); border-top: 3px solid currentColor; border-radius: 12px; padding: 14px 18px 16px; }
.entity > * { color: var(--text); }
.entity:target { outline: 2px solid var(--accent); outline-offset: 2px; }
.entity h3 { font-size: 1rem; overflow-wrap: anywhere; }
.entity ul { margin-top: 6px; display: grid; gap: 3px; font-size: .9375rem; }
.entity li { overflow-wrap: anywhere; }
.entity a, .attack a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 2px; }
.entity .quiet, .entity .seen { color: var(--quiet); }
.entity .seen { margin-top: 8px; }
.software-list { margin-top: 18px; background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 8px 22px; }
.software-list li:not(.more) { display: flex; justify-content: space-between; gap: 18px; padding: 7px 0; border-bottom: 1px solid var(--line); }
.software-list li:last-child { border-bottom: 0; }
.software-list span { overflow-wrap: anywhere; }
.more summary { cursor: pointer; padding: 8px 0; color: var(--accent); }
.entities > .more { grid-column: 1 / -1; }
.entities > .more[open] { display: grid; gap: 14px; grid-template-columns: inherit; }
.more > .entity { margin-top: 14px; }
.changes { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 1fr)); gap: 18px; margin-top: 18px; }
.changes li { overflow-wrap: anywhere; }

@media (max-width: 760px) {
  .map.wide { display: none; }
  .map.narrow { display: block; }
  .figure { padding: 4px 14px 18px; }
  .attack { grid-template-columns: 1fr; padding: 16px 18px; }
  .score { text-align: left; display: flex; gap: 8px; align-items: baseline; }
  .score b { font-size: 1.3rem; }
  .software-list li:not(.more) { flex-direction: column; gap: 0; }
}
@media print { .map.narrow { display: none; } }
`;
