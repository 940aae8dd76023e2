import { describe, expect, test } from "vitest";
import { problemsIn, recognised } from "./audit.ts";
import type { Check, Problem } from "./check.ts";
import { all as checks } from "./checks/index.ts";
import { edited } from "./fix.ts";
import { SourceText } from "./text.ts";

async function problemsOf(check: Check, path: string, text: string): Promise<readonly Problem[]> {
  const sources = [new SourceText(path, text)];
  const repository = { files: [path], sources, subjects: await recognised(sources) };
  return problemsIn(repository, [check.id]).map(({ problem }) => problem);
}

/** Examples of one file whose problems have fixes. */
const fixable = await Promise.all(
  checks.flatMap((check) =>
    check.examples.found
      .filter(({ text }) => !/^=== /m.test(text))
      .map(async ({ path, text: marked }) => {
        const text = marked.replaceAll(/[«»]/g, "");
        const problems = await problemsOf(check, path, text);
        return { id: check.id, check, path, text, problems };
      }),
  ),
).then((all) => all.filter(({ problems }) => problems.some(({ fix }) => fix)));

test("there are fixes", () => {
  expect(fixable.length).toBeGreaterThan(3);
});

describe("a fix takes its problem away", () => {
  test.each(fixable)("$id in $path", async ({ check, path, text, problems }) => {
    const fixes = problems.flatMap(({ fix }) => fix?.edits ?? []);
    const left = await problemsOf(check, path, edited(text, fixes));
    expect(left.length).toBe(problems.filter(({ fix }) => !fix).length);
  });
});
