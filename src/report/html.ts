import type { Report } from "../core/report.ts";
import { pageData } from "./html/data.ts";
import { headOf } from "./html/head.ts";
import { visible } from "./kit/escape.ts";
import type { Renderer } from "./renderer.ts";
import { text } from "./text.ts";

/** What the build makes of `ui/` for the page of one report, as text. */
export interface BuiltPage {
  readonly script: string;
  readonly style: string;
}

/** One page that carries its report, and needs nothing else: it works from disk, offline, and from any archive. */
export const htmlWith = (page: BuiltPage): Renderer => ({
  id: "html",
  title: "One HTML page, to read and to search",
  extension: "html",
  render: (report) => htmlPage(report, page),
});

/**
 * One report in the dashboard's own pages: a file that carries all it needs, may load and send nothing, and says its
 * report without script, too.
 */
export function* htmlPage(report: Report, page: BuiltPage): Generator<string> {
  yield beforeText(report, page);
  for (const piece of text.render(report, plain)) yield escaped(piece);
  yield '</pre></noscript>\n<script type="application/json" id="data">';
  yield* pageData(report);
  yield `</script>\n<script>${page.script}</script>\n</body>\n</html>\n`;
}

/** How the report looks to whoever runs no script: wide, and without colours. */
const plain = { colour: false, columns: 100, verbose: false, quiet: false } as const;

const beforeText = ({ target }: Report, { script, style }: BuiltPage): string => `<!doctype html>
<html lang="en">
<head>
${headOf({ title: `${escaped(visible(target))} · tare report`, script, style })}
</head>
<body>
<div id="app"></div>
<noscript><pre>`;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
