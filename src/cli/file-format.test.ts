import { expect, test } from "vitest";
import { formatOf } from "./file-format.ts";

const ways = [
  { id: "text" },
  { id: "json", extension: "json" },
  { id: "gitlab", extension: "json" },
  { id: "bom", extension: "cdx.json" },
];

test.each([
  [undefined, "text"],
  ["report", "text"],
  ["/dev/stdout", "text"],
  ["out.d/report", "text"],
  ["report.txt", "text"],
  ["report.json", "json"],
  ["REPORT.JSON", "json"],
  ["model.cdx.json", "bom"],
  [".json", "json"],
])("%s means %s", (file, meant) => {
  expect(formatOf(file, ways, "--format")).toBe(meant);
});

test("an ending of no format is refused, with those that are", () => {
  expect(() => formatOf("a.csv", ways, "--format")).toThrow(
    expect.objectContaining({
      message: "'a.csv': no format has the ending '.csv'",
      hint: "use .txt, .json, .cdx.json, or name the format: --format",
    }),
  );
});
