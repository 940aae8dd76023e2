import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { contrast } from "../../test/kit/contrast.ts";
import type { Report } from "../core/report.ts";
import { html } from "./html.ts";
import { afterData, beforeData } from "./html/page.ts";
import { pageScript } from "./html/page-script.ts";
import { policy } from "./html/policy.ts";
import { style } from "./html/style.ts";
import { plainOptions, revealedReport, sampleFinding, sampleReport } from "./testing.ts";

const rendered = (report: Report): string => [...html.render(report, plainOptions)].join("");

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

describe("the policy", () => {
  test("lets run this script and this style and nothing else", () => {
    expect(policy).toBe(
      `default-src 'none'; script-src 'sha256-${sha256(pageScript)}'; ` +
        `style-src 'sha256-${sha256(style)}'; base-uri 'none'; form-action 'none'`,
    );
    expect(rendered(sampleReport())).toContain(`content="${policy}"`);
  });

  test("has nothing to forbid in the page itself", () => {
    const page = rendered(sampleReport());
    expect(page).not.toMatch(/\b(?:src|href)="(?!#)|@import|url\(|\son\w+=|\sstyle="/);
    expect(pageScript).not.toMatch(
      /innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|fetch\(/,
    );
  });
});

test("the page without data is small", () => {
  const template = beforeData(policy, style) + afterData(pageScript);
  expect(Buffer.byteLength(template)).toBeLessThan(40_000);
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

describe("contrast is at least 4.5 (WCAG 2.2, 1.4.3)", () => {
  const colours = new Map(
    [...style.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
      ([, name = "", light = "", dark = ""]) => [name, { light, dark }],
    ),
  );
  const pairs = [
    ...["text", "quiet", "accent"].flatMap((name) =>
      ["ground", "card", "raised"].map((ground) => [name, ground] as const),
    ),
    ...["critical", "high", "medium", "low", "info"].flatMap((name) =>
      [`${name}-ground`, "card"].map((ground) => [name, ground] as const),
    ),
  ];
  test.each(pairs)("%s on %s", (name, ground) => {
    for (const theme of ["light", "dark"] as const) {
      const [one = "", other = ""] = [colours.get(name)?.[theme], colours.get(ground)?.[theme]];
      expect(contrast(one, other), `${theme}: ${one} on ${other}`).toBeGreaterThanOrEqual(4.5);
    }
  });
});
