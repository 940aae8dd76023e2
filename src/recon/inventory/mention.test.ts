import { expect, test } from "vitest";
import type { Finding } from "../../core/finding.ts";
import { mentionsInFiles, mentionsInTexts } from "./mention.ts";

const keywords = [{ word: "blue heron" }, { word: "corp.acme.example", severity: "high" as const }];
const commit = {
  id: "0123456789abcdef",
  author: "Ann",
  email: "a@example.com",
  date: "2026-01-01",
};

const finding = (path: string, value: string, more: Partial<Finding> = {}): Finding =>
  ({ value, location: { path: `github:a/b!/${path}`, line: 3 }, ...more }) as Finding;

const brief = (mentions: ReturnType<typeof mentionsInTexts>): readonly string[] =>
  mentions.map(({ keyword, spelled, where, place, places, severity }) =>
    [keyword, severity, spelled, where, place, places].join(" | "),
  );

test("what a service shows beside the files names keywords, and so do pieces of files", () => {
  const shown = [
    { where: "name", text: "BlueHeron-tools" },
    { where: "description", text: "for blue-heron" },
    { where: "src/a.py", text: "import blue_heron" },
    { where: "src/b.py", text: "import blue_heron" },
    { where: "topics", text: "herons" },
  ];
  expect(brief(mentionsInTexts(shown, keywords))).toEqual([
    "blue heron | medium | BlueHeron | name |  | 1",
    "blue heron | medium | blue-heron | description |  | 1",
    "blue heron | medium | blue_heron | search | src/a.py | 2",
  ]);
});

test("says where in the files, and whether it is only in the history", () => {
  const history = { object: "99", versions: 1, introduced: commit, head: true };
  const findings = [
    finding("README.md", "Blue Heron", { history }),
    finding("app.py", "gpu7.corp.acme.example", { history, more: 2 }),
    finding("old.py", "gpu8.corp.acme.example", { history: { ...history, head: false } }),
    finding("commits", "ann@corp.acme.example", { history }),
    finding("app.py", "something else", { history }),
  ];
  expect(brief(mentionsInFiles(findings, keywords, "github:a/b"))).toEqual([
    "blue heron | medium | Blue Heron | README | README.md:3 | 1",
    "corp.acme.example | high | corp.acme.example | code | app.py:3 | 3",
    "corp.acme.example | high | corp.acme.example | history | old.py:3 (01234567) | 1",
    "corp.acme.example | high | corp.acme.example | commits | 01234567 | 1",
  ]);
});
