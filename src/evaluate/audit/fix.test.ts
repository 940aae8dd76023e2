import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { span } from "../../core/span.ts";
import type { AuditFix, Problem } from "./check.ts";
import { mended } from "./fix.ts";
import { SourceText } from "./text.ts";

const fix = (
  start: number,
  end: number,
  to: string,
  safety: AuditFix["safety"] = "safe",
): AuditFix => ({
  safety,
  title: "mend it",
  edits: [{ at: span(start, end), to }],
});

async function madeOf(
  text: string,
  fixes: readonly AuditFix[],
  onDisk = text,
): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "tare-fix-"));
  try {
    writeFileSync(join(folder, "a.sh"), onDisk);
    const source = new SourceText("a.sh", text);
    const problems: Problem[] = fixes.map((each) => ({
      message: "",
      source,
      at: span(0, 1),
      fix: each,
    }));
    return (await mended(folder, problems, ["safe"])).map((each) => each.text);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("makes all edits that are safe and do not meet", async () => {
  expect(
    await madeOf("abcdef", [
      fix(0, 1, "X"),
      fix(3, 4, ""),
      fix(3, 5, "Y"),
      fix(5, 6, "Z", "unsafe"),
    ]),
  ).toEqual(["Xbcef"]);
});

test("leaves a file that was changed meanwhile, and one without a fix", async () => {
  expect(await madeOf("abc", [fix(0, 1, "X")], "abcd")).toEqual([]);
  expect(await madeOf("abc", [])).toEqual([]);
});
