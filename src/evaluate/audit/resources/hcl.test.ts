import * as fc from "fast-check";
import { expect, test } from "vitest";
import { withGrammars } from "../syntax/grammars.ts";
import { blocksOf } from "./hcl.ts";

const grammars = await withGrammars(["hcl"]);

test("reads blocks, values and documents that are written out, with their places", () => {
  const text = `resource "aws_iam_policy" "p" {
  name   = "x-\${var.y}"
  tags   = { A = "b" }
  list   = [true, "z"]
  rule { on = "one" }
  rule { on = "two" }
  dynamic "rule" {
    for_each = var.l
    content { on = "three" }
  }
  policy = jsonencode({ Statement = [{ Effect = "Allow" }] })
  other  = <<EOF
{"Statement": [{"Effect": "Deny"}]}
EOF
}
`;
  const [block] = blocksOf(text, grammars);
  if (!block) throw new Error("no block");
  const { type, labels, body } = block;
  const textsOf = (...keys: string[]): unknown =>
    body
      .get(...keys)
      ?.list()
      .map((each) => each.text);
  expect([type, labels]).toEqual(["resource", ["aws_iam_policy", "p"]]);
  expect([textsOf("name"), textsOf("tags", "A"), textsOf("list")]).toEqual([
    ["x-${var.y}"],
    ["b"],
    ["true", "z"],
  ]);
  const rules = body.get("rule")?.items() ?? [];
  expect(rules.map((each) => each.get("on")?.text)).toEqual(["one", "two", "three"]);
  const [allow, deny] = ["policy", "other"].map((key) =>
    body.get(key, "Statement")?.items()[0]?.get("Effect"),
  );
  expect(allow && [allow.text, text.slice(allow.at.start, allow.at.end)]).toEqual([
    "Allow",
    '"Allow"',
  ]);
  expect(deny && [deny.text, text.slice(deny.at.start, deny.at.end)]).toEqual(["Deny", '"Deny"']);
});

test("fails at no text", () => {
  const piece = fc.constantFrom(
    'resource "a" "b" {',
    "}",
    "x =",
    "<<EOF\n",
    "EOF\n",
    "[",
    "]",
    "{",
    '"',
    "${",
    "\n",
    "jsonencode(",
    ")",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      expect(blocksOf(pieces.join(""), grammars).length).toBeGreaterThanOrEqual(0);
    }),
  );
});
