import { describe, expect, test } from "vitest";
import type { Check, Example } from "./check.ts";
import { all as checks } from "./checks/index.ts";
import { problemsIn, recognised } from "./audit.ts";
import { SourceText } from "./text.ts";

/** The places between `«` and `»`, and the text without these marks. */
function unmarked(text: string): { readonly text: string; readonly marked: readonly string[] } {
  const marked: string[] = [];
  let plain = "";
  let start = -1;
  for (const each of text)
    if (each === "«") start = plain.length;
    else if (each === "»") marked.push(`${start}: ${plain.slice(start)}`);
    else plain += each;
  return { text: plain, marked };
}

/** What a check reports in an example; files beside it stand in the text after lines `=== path`. */
async function reportedIn(check: Check, { path, text }: Example): Promise<readonly string[]> {
  const sources = filesIn(path, text).map(
    (each) => new SourceText(each.path, unmarked(each.text).text),
  );
  const subjects = await recognised(sources);
  const repository = { files: sources.map((each) => each.path), sources, subjects };
  return problemsIn(repository, [check.id]).map(
    ({ problem: { at, source } }) => `${at.start}: ${source.text.slice(at.start, at.end)}`,
  );
}

function filesIn(path: string, text: string): readonly Example[] {
  const [first = "", ...others] = text.split(/^=== /m);
  return [
    { path, text: first },
    ...others.map((each) => {
      const end = each.indexOf("\n");
      return { path: each.slice(0, end).trim(), text: each.slice(end + 1) };
    }),
  ];
}

describe.each(checks.map((check) => ({ id: check.id, check })))("$id", ({ check }) => {
  test.each(check.examples.found.map((example, index) => ({ index, example })))(
    "finds example $index",
    async ({ example }) => {
      const marked = filesIn(example.path, example.text).flatMap(
        (each) => unmarked(each.text).marked,
      );
      expect(marked.length).toBeGreaterThan(0);
      expect([...(await reportedIn(check, example))].sort()).toEqual([...marked].sort());
    },
  );

  test.each(check.examples.ignored.map((example, index) => ({ index, example })))(
    "leaves example $index",
    async ({ example }) => {
      expect(await reportedIn(check, example)).toEqual([]);
      const sources = filesIn(example.path, example.text).map(
        (each) => new SourceText(each.path, each.text),
      );
      // An example that no reader knows would be left whatever the check does.
      expect(check.looksAt === "repository" || (await recognised(sources)).length > 0).toBe(true);
    },
  );

  test("says why, what instead, and where that is from", () => {
    expect(check.why).toMatch(/^[A-Z`].*\.$/s);
    expect(check.instead).toMatch(/^[A-Z`].*\.$/s);
    expect(check.references.every((each) => each.startsWith("https://"))).toBe(true);
  });
});

test("ids are unique", () => {
  expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
});
