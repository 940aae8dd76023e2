/**
 * What every page in one file begins with. Colours are pairs of light and dark
 * and follow the system unless the reader chooses; `page-style.test.ts` holds
 * their contrast.
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
  --critical: light-dark(#a8101f, #ff949b);
  --critical-ground: light-dark(#fde9eb, #3a1a1f);
  --high: light-dark(#9a3c00, #ffb07a);
  --medium: light-dark(#735200, #e6c35c);
  --medium-ground: light-dark(#faf1d2, #322a12);
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
h1, h2, h3, p, ul { margin: 0; padding: 0; }
ul { list-style: none; }
code { font-family: var(--mono); font-size: .875em; overflow-wrap: anywhere; unicode-bidi: isolate; }
.quiet { color: var(--quiet); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 6px; }
h1:focus, h2:focus { outline: none; }
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
.verdict.calm { background: var(--card); border-color: var(--line); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 20px 22px; }
.card h2 { margin: 0 0 12px; font-size: .875rem; font-weight: 560; letter-spacing: 0; color: var(--quiet); }
footer { padding-top: 60px; padding-bottom: 40px; color: var(--quiet); font-size: .875rem; }

@media (max-width: 600px) {
  main, .top, footer { padding-left: 16px; padding-right: 16px; }
  .eyebrow { margin-top: 32px; }
  h2 { margin-top: 44px; }
  .card { padding-left: 16px; padding-right: 16px; }
  .verdict { padding: 16px 18px; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
@media print {
  .top button, .skip { display: none !important; }
  body { background: #fff; }
}
`;
