import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Report } from "../core/report.ts";
import { pageData } from "../report/html/data.ts";
import { text } from "../report/text.ts";

/** How the report looks to whoever runs no script: wide, and without colours. */
const plain = { colour: false, columns: 100, verbose: false, quiet: false } as const;

/**
 * One report in the dashboard's own pages: a file that carries all it needs,
 * may load and send nothing, and says its report without script, too.
 *
 * @param folder Of the built dashboard.
 */
export async function reportPage(report: Report, folder: string): Promise<Iterable<string>> {
  const [script, style] = await Promise.all(
    ["report.js", "report.css"].map((name) => readFile(join(folder, "report", name), "utf8")),
  );
  return piecesOf(report, script?.trim() ?? "", style?.trim() ?? "");
}

function* piecesOf(report: Report, script: string, style: string): Generator<string> {
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(script, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>tare report</title>
<style>${style}</style>
</head>
<body>
<div id="app"></div>
<noscript><pre>`;
  for (const piece of text.render(report, plain)) yield escaped(piece);
  yield `</pre></noscript>
<script type="application/json" id="data">`;
  yield* pageData(report);
  yield `</script>
<script>${script}</script>
</body>
</html>
`;
}

/** Only this very script and this very style may run (CSP 3 §2.3.1). */
const policyOf = (script: string, style: string): string =>
  [
    "default-src 'none'",
    `script-src 'sha256-${sha256(script)}'`,
    `style-src 'sha256-${sha256(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");

const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64");

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
