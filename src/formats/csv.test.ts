import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import { csv } from "./csv.ts";
import { expectOnlyMalformed, join, matches, regionsOf } from "./kit/testing.ts";

const sample = `\uFEFFid,"e mail",note\r\n1,P0,"a, ""b""\nP1"\r\n2,P2,5" disk\r\n3,P3,x,P4\r\n`;
const keysAt = (text: string, marks: readonly string[]) =>
  csv.keys?.(
    memoryBlob(join(text)),
    marks.map((mark) => Buffer.from(text).indexOf(mark)),
  );

const markAt = (text: string, mark: string): { start: number; end: number } => {
  const start = Buffer.from(text).indexOf(mark);
  return { start, end: start + mark.length };
};

test("names the row and the column of each offset", async () => {
  expect(await keysAt(sample, ["e mail", "P0", "P1", "P2", "disk", "P3", "P4"])).toEqual([
    undefined,
    `$[0]["e mail"]`,
    "$[0].note",
    `$[1]["e mail"]`,
    "$[1].note",
    `$[2]["e mail"]`,
    "$[2][3]",
  ]);
});

test("numbers the columns of a table without header", async () => {
  expect(await keysAt("1\tP0\n2\tP1\n", ["P0", "P1"])).toEqual(["$[0][1]", "$[1][1]"]);
});

test("looks at the text as it stands, where it stands", async () => {
  const bytes = join(sample);
  expect(await regionsOf(csv, bytes)).toEqual([
    { kind: "stretch", as: "text", span: { start: 0, end: bytes.length } },
  ]);
});

test("shows the cells of secrets beside the names of their columns", async () => {
  const text = `user,"Password",note\r\nP0,P1,x\r\nP2,"P3",y\r\nP4,,z\r\nP5,P6`;
  const cells = (await regionsOf(csv, join(text))).filter(({ kind }) => kind === "string");
  expect(cells).toMatchObject(
    [
      ["$[0].Password", "P1"],
      ["$[1].Password", "P3"],
      ["$[3].Password", "P6"],
    ].map(([key, cell = ""]) => ({ key, spans: [markAt(text, cell)], bytes: Buffer.from(cell) })),
  );
});

test("is known by its name and first rows", async () => {
  expect(await matches(csv, join("a,b\n1,2\n3,4\n"), "data.csv")).toBe(true);
  expect(await matches(csv, join(`a;b\n"x\ny";2\n`), "data.csv")).toBe(true);
  expect(await matches(csv, join("a,b\n", "1,2\n".repeat(2000)), "data.csv")).toBe(true);
  expect(await matches(csv, join("a,b\n1,2,3\n"), "data.csv")).toBe(false);
  expect(await matches(csv, join("one column\n"), "data.csv")).toBe(false);
  expect(await matches(csv, join("a,b\n1,2\n"), "data.txt")).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(csv, [join(sample)]);
});
