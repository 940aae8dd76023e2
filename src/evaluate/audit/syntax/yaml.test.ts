import * as fc from "fast-check";
import { stringify } from "yaml";
import { expect, test } from "vitest";
import { span } from "../../../core/span.ts";
import { SourceText } from "../text.ts";
import { Yaml } from "./yaml.ts";

const first = (text: string): Yaml => {
  const [root] = Yaml.all(new SourceText("a.yml", text));
  if (!root) throw new Error("no document");
  return root;
};

/** What of the file a part of a scalar is found at. */
function placed(text: string, key: string, part: string): string {
  const fragment = first(text).get(key)?.fragment;
  const at = fragment?.text.indexOf(part) ?? -1;
  if (!fragment || at < 0) return "";
  const { start, end } = fragment.spanOf(span(at, at + part.length));
  return text.slice(start, end);
}

test.each([
  ["literal", "run: |\n  one\n  two $A\n", "two $A"],
  ["folded", "run: >\n  one\n  two $A\n", "two $A"],
  ["quoted", 'run: "a\\tb $A \\" c"\n', "$A"],
  ["plain", "run: echo $A\n", "$A"],
  ["single", "run: 'it''s $A'\n", "$A"],
])("places a part of a %s scalar", (_kind, text, part) => {
  expect(placed(text, "run", part)).toBe(part);
});

test("places any word of any scalar where it stands", () => {
  const word = fc.stringMatching(/^[a-z$]{1,8}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), fc.nat(11), (words, pick) => {
      const chosen = `<${words[pick % words.length] ?? ""}>`;
      const value = words
        .map((each, index) => (index === pick % words.length ? chosen : each))
        .join("\n");
      const text = stringify({ run: value });
      expect(placed(text, "run", chosen)).toBe(chosen);
    }),
  );
});

test("follows anchors and merged mappings, and does not follow circles", () => {
  const root = first("a: &x {k: 1, n: 2}\nb: {<<: *x, n: 3}\nc: &y [*y]\n");
  expect(
    root
      .get("b")
      ?.entries()
      .map(({ key, value }) => [key, value.text]),
  ).toEqual([
    ["n", "3"],
    ["k", "1"],
  ]);
  expect([...(root.get("c")?.scalars() ?? [])]).toEqual([]);
  expect(root.get("c")?.items()[0]?.items()).toEqual([]);
});

test("ends where aliases of aliases would go on for ever", () => {
  const levels = Array.from({ length: 12 }, (_, level) => {
    const before = level === 0 ? "x" : `*l${level - 1}`;
    return `l${level}: &l${level} [${Array.from({ length: 9 }, () => before).join(", ")}]\n`;
  });
  const count = (node: Yaml): number => node.items().reduce((sum, each) => sum + count(each), 1);
  expect(count(first(levels.join("")).get("l11") ?? first("x"))).toBeLessThan(10 ** 5);
});

test("fails at no text", () => {
  const piece = fc.constantFrom(
    "a: ",
    "&x ",
    "*x",
    "- ",
    "\n",
    "  ",
    "{",
    "}",
    "[",
    "]",
    "<<: ",
    "|\n",
    ">-\n",
    '"',
    "'",
    "!t ",
    "#",
    "---\n",
    "?",
    "\\",
    "\t",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const roots = Yaml.all(new SourceText("a.yml", pieces.join("")));
      const texts = roots.flatMap((root) => [...root.scalars()].map(({ text }) => text));
      expect(texts.every((text) => text === undefined || typeof text === "string")).toBe(true);
    }),
  );
});
