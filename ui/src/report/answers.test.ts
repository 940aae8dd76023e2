import { describe, expect, test } from "vitest";
import { pageData } from "../../../src/report/html/data.ts";
import type { PageData } from "../../../src/report/html/page-data.ts";
import { largeReport, sampleReport } from "../../../src/report/testing.ts";
import type { FindingCounts, FindingRow, Page } from "../../../src/server/api.ts";
import { answersFrom } from "./answers.ts";
import type { ReportFinding } from "./finding.ts";

const dataOf = (report = sampleReport()): PageData =>
  JSON.parse([...pageData(report)].join("")) as PageData;

describe("a report answers as the server does", () => {
  const answers = answersFrom(dataOf());
  const list = (query: string): Page<FindingRow> =>
    answers(`/api/findings?${query}`) as Page<FindingRow>;

  test("the worst first, and filtered", () => {
    expect(list("").items[0]?.severity).toBe("critical");
    const { items, total } = list("q=class:secret severity:critical,high");
    expect(total).toBe(items.length);
    expect(items.every(({ class: kind }) => kind === "secret")).toBe(true);
  });

  test("counts by what can be filtered", () => {
    const counts = answers("/api/findings/counts?q=class:secret") as FindingCounts;
    expect(counts.byClass).toEqual({ secret: counts.total });
  });

  test("one finding, with each place", () => {
    const { items } = list("");
    for (const { id } of items) {
      const finding = answers(`/api/findings/${id}`) as ReportFinding;
      expect(finding.remedy).not.toBe("");
      expect(finding.places.length).toBeGreaterThan(0);
      expect(finding.placesInAll).toBeGreaterThanOrEqual(finding.places.length);
    }
  });
});

test("long lists come in pages that leave nothing out", () => {
  const answers = answersFrom(dataOf(largeReport(1000)));
  const seen = new Set<string>();
  for (let next: string | undefined = "0"; next !== undefined;) {
    const page = answers(`/api/findings?limit=300&cursor=${next}`) as Page<FindingRow>;
    for (const { id } of page.items) seen.add(id);
    next = page.next;
    if (next === undefined) expect(seen.size).toBe(page.total);
  }
});
