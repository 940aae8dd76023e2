import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { Report } from "../core/report.ts";
import { htmlPage } from "./html.ts";
import { noScript, revealedReport, sampleFinding, sampleReport } from "./testing.ts";

const rendered = (report: Report): string => [...htmlPage(report, noScript)].join("");

/** As much of the embedded data as the tests look at. */
interface Data {
  readonly target: string;
  readonly revealed: boolean;
  readonly entries: readonly { readonly text: number; readonly places: number }[];
  readonly texts: readonly { readonly rule: string }[];
}

const dataOf = (page: string): Data =>
  JSON.parse(/id="data">(.*?)<\/script>/s.exec(page)?.[1] ?? "") as Data;

const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64");

test("nothing may run but the script and the style that it has", () => {
  const page = [...htmlPage(sampleReport(), { script: "start()", style: "a{}" })].join("");
  const policy =
    `default-src 'none'; script-src 'sha256-${sha256("start()")}'; ` +
    `style-src 'sha256-${sha256("a{}")}'; base-uri 'none'; form-action 'none'`;
  expect(page).toContain(`<meta http-equiv="Content-Security-Policy" content="${policy}">`);
  expect(page).toContain("<style>a{}</style>");
  expect(page).toContain("<script>start()</script>");
});

test("text from files cannot leave the data", () => {
  const evil = "</script><script>alert(1)</script><!--<script>\u2028\u2029";
  const finding = sampleFinding({
    kind: "host",
    preview: evil,
    location: { path: `${evil}!/${evil}`, key: evil },
    context: { before: evil, after: evil },
  });
  const page = rendered(
    sampleReport({
      target: evil,
      profile: evil,
      findings: [{ ...finding, title: evil, rule: evil }],
      gaps: [{ path: evil, reason: evil, bytes: 1 }],
    }),
  );
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(page.match(/<\/script/g)).toHaveLength(2);
  expect(page).not.toMatch(/[\u2028\u2029]|<!--/);
  expect(dataOf(page).target).toBe(evil.replace("\u2028\u2029", String.raw`\u2028\u2029`));
});

test("what a rule says is carried once", () => {
  const { entries, texts } = dataOf(rendered(sampleReport()));
  expect(new Set(texts.map(({ rule }) => rule)).size).toBe(texts.length);
  for (const { text } of entries) expect(texts[text]).toBeDefined();
  expect(entries.map(({ places }) => places)).toContain(242);
});

test("says when it holds secrets", () => {
  expect(dataOf(rendered(sampleReport())).revealed).toBe(false);
  expect(dataOf(rendered(revealedReport())).revealed).toBe(true);
});
