import { expect, test } from "vitest";
import { wholeOf } from "../fragment.ts";
import { SourceText } from "../text.ts";
import { powershellScript } from "./powershell-script.ts";

test("reads lines without the white space around them, and none that is only that", () => {
  const text = "  \t\r\n  Write-Host $env:A_TOKEN  \r\n   \n# $env:B_TOKEN\nmake";
  const { lines } = powershellScript(wholeOf(new SourceText("a.ps1", text)), () => undefined);
  expect(lines.map(({ at }) => text.slice(at.start, at.end))).toEqual([
    "Write-Host $env:A_TOKEN",
    "# $env:B_TOKEN",
    "make",
  ]);
  expect(lines.flatMap(({ secrets }) => secrets.map(({ name }) => name))).toEqual(["A_TOKEN"]);
});
