import { expect, test } from "vitest";
import { memoryBlob } from "../../core/blob.ts";
import { plain } from "../../core/coding.ts";
import { value } from "../../core/region.ts";
import { span } from "../../core/span.ts";
import { piecesOf, replaced } from "./pieces.ts";
import { join } from "./testing.ts";

const pieces = piecesOf(memoryBlob(join("..abc--def--ghi..")), [
  span(2, 5),
  span(7, 10),
  span(12, 15),
]);
const text = async (start: number, end: number): Promise<string> =>
  Buffer.from(await pieces.blob.read(span(start, end))).toString();

test("reads over cuts", async () => {
  expect(await text(0, 9)).toBe("abcdefghi");
  expect(await text(2, 4)).toBe("cd");
  expect(await text(3, 6)).toBe("def");
  expect(await text(4, 4)).toBe("");
  await expect(text(5, 10)).rejects.toThrow("bytes up to 10 of 9 are missing");
});

test("places a range in as many pieces as it is cut into", () => {
  expect(pieces.place(span(3, 6))).toEqual([span(7, 10)]);
  expect(pieces.place(span(1, 8))).toEqual([span(3, 5), span(7, 10), span(12, 14)]);
});

test("keeps a string whole, and cuts what has one span", () => {
  const string = value("$", span(2, 4), plain, Buffer.from("cd"));
  expect([...replaced(pieces, string)]).toMatchObject([{ spans: [span(4, 5), span(7, 8)] }]);
  const stretch = { kind: "stretch", as: "binary", span: span(2, 4) } as const;
  expect([...replaced(pieces, stretch)]).toMatchObject([
    { span: span(4, 5) },
    { span: span(7, 8) },
  ]);
});
