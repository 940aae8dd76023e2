import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shortenPath } from "./shorten.ts";
import { breakAnywhere, clipEnd, clipMiddle, clipStart, padded, widthOf, wrap } from "./width.ts";

test.each([
  ["abc", 3],
  ["漢字", 4],
  ["e\u0301", 1],
  ["ｆｕｌｌ", 8],
  ["■▲●○·…›", 7],
  ["😀", 2],
])("%j takes %i columns", (text, columns) => {
  expect(widthOf(text)).toBe(columns);
});

const texts = fc.string({ unit: fc.constantFrom("a", "b", "/", "é", "漢", "😀", "e\u0301") });

describe("cutting", () => {
  test("keeps to the columns and leaves what fits", () => {
    fc.assert(
      fc.property(texts, fc.nat({ max: 12 }), (text, columns) => {
        for (const clip of [clipEnd, clipStart, clipMiddle]) {
          expect(widthOf(clip(text, columns))).toBeLessThanOrEqual(columns);
          if (widthOf(text) <= columns) expect(clip(text, columns)).toBe(text);
        }
        expect(breakAnywhere(text, columns).join("")).toBe(text);
      }),
    );
  });

  test("says where it cut", () => {
    expect(clipEnd("abcdef", 4)).toBe("abc…");
    expect(clipStart("abcdef", 4)).toBe("…def");
    expect(clipMiddle("abcdef", 5)).toBe("ab…ef");
    expect(clipMiddle("漢字漢字", 5)).toBe("漢…字");
  });
});

test("lines break at spaces, and a long word stays whole", () => {
  expect(wrap("see https://example.org/a/b for more", 12)).toEqual([
    "see",
    "https://example.org/a/b",
    "for more",
  ]);
  expect(wrap("", 10)).toEqual([]);
});

test("padding counts columns", () => {
  expect(padded("漢", 4)).toBe("漢  ");
});

describe("a path", () => {
  test.each([
    ["short/path.txt", 20, "short/path.txt"],
    ["models/run-7/checkpoints/step-500/optimizer.pt", 40, "models/…/step-500/optimizer.pt"],
    ["models/run-7/checkpoints/step-500/optimizer.pt", 23, "models/…/optimizer.pt"],
    ["models/run-7/checkpoints/step-500/optimizer.pt", 10, "…/optimizer.pt"],
    ["/srv/data/x.bin", 12, "/…/x.bin"],
    ["a-very-long-name.safetensors", 10, "a-very-long-name.safetensors"],
  ])("%s in %i columns", (path, columns, wanted) => {
    expect(shortenPath(path, columns)).toBe(wanted);
  });

  test("never loses its name", () => {
    fc.assert(
      fc.property(texts, fc.nat({ max: 30 }), (path, columns) => {
        const name = path.split("/").at(-1) ?? "";
        expect(shortenPath(path, columns).endsWith(name)).toBe(true);
      }),
    );
  });
});
