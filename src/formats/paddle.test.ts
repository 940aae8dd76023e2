import { expect, test } from "vitest";
import { field } from "./kit/protobuf-testing.ts";
import { graphSample } from "./kit/tensorflow-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { paddle } from "./paddle.ts";

const variable = field(3, field(1, "linear_0.w_0"), field(2, field(1, 7)));
const stack = field(
  4,
  field(1, "op_callstack"),
  field(2, 5),
  field(8, '  File "/home/ana/train.py", line 3, in <module>'),
  field(8, "    net(x)"),
);
const operator = field(
  4,
  field(1, field(1, "X"), field(2, "x")),
  field(3, "matmul_v2"),
  stack,
  field(4, field(1, "api_key"), field(2, 2), field(5, "made-up")),
);
const block = field(1, field(1, 0), field(2, 0), variable, operator);
const sample = join(block, field(4, field(1, 0)), field(5, field(1, field(1, "matmul_v2"))));

test("finds names, attributes and call stacks where they stand", async () => {
  const regions = await regionsOf(paddle, sample);
  const ops = "$.blocks[0].ops[0]";
  expect(textsByKey(regions)).toEqual({
    '$.blocks[0].vars["linear_0.w_0"]': ["linear_0.w_0"],
    [`${ops}.inputs.X`]: ["X"],
    [`${ops}.inputs.X.arguments[0]`]: ["x"],
    [`${ops}.type`]: ["matmul_v2"],
    [`${ops}.attrs.op_callstack`]: ["op_callstack"],
    [`${ops}.attrs.op_callstack[0]`]: ['  File "/home/ana/train.py", line 3, in <module>'],
    [`${ops}.attrs.op_callstack[1]`]: ["    net(x)"],
    [`${ops}.attrs.api_key`]: ["api_key", "made-up"],
    "$.op_version_map.pair.matmul_v2": ["matmul_v2"],
  });
  expectInPlace(sample, regions);
});

test("sees fields that it does not know, and what was appended", async () => {
  const regions = await regionsOf(paddle, join(sample, field(90, "hidden"), "\x07"));
  expect(textsByKey(regions)["$[unknown 90]"]).toEqual(["hidden"]);
  expect(regions.at(-1)).toMatchObject({ kind: "stretch" });
});

test("is known by its first block", async () => {
  expect(await matches(paddle, sample)).toBe(true);
  expect(await matches(paddle, field(1, field(1, 0), field(2, 0), operator))).toBe(true);
  expect(await matches(paddle, graphSample)).toBe(false);
  expect(await matches(paddle, field(1, field(1, 3), field(2, 0), variable))).toBe(false);
  expect(await matches(paddle, join("\n\n")).catch(() => false)).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(paddle, [sample]);
});
