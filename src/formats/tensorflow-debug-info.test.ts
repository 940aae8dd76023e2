import { expect, test } from "vitest";
import { field } from "./kit/protobuf-testing.ts";
import { graphSample, metaGraphSample } from "./kit/tensorflow-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { tensorflowDebugInfo } from "./tensorflow-debug-info.ts";

const line = join(field(1, 0), field(2, 17), field(4, "train"), field(5, 'key = "made-up"'));
const sample = join(
  field(1, "/home/ana/net.py"),
  field(1, "/home/ana/train.py"),
  field(2, field(1, "dense@main"), field(2, field(1, line))),
);

test("finds the paths of source files, and the lines, where they stand", async () => {
  const regions = await regionsOf(tensorflowDebugInfo, sample);
  expect(textsByKey(regions)).toEqual({
    "$.files[0]": ["/home/ana/net.py"],
    "$.files[1]": ["/home/ana/train.py"],
    '$.traces["dense@main"]': ["dense@main"],
    '$.traces["dense@main"].file_line_cols[0].func': ["train"],
    '$.traces["dense@main"].file_line_cols[0].code': ['key = "made-up"'],
  });
  expectInPlace(sample, regions);
});

test("knows frames by number, too, and sees what was appended", async () => {
  const frames = join(
    field(1, "a.py"),
    field(4, field(1, 77), field(2, line)),
    field(50, "hidden"),
  );
  expect(await matches(tensorflowDebugInfo, frames)).toBe(true);
  expect(textsByKey(await regionsOf(tensorflowDebugInfo, frames))).toMatchObject({
    "$.frames_by_id[0].code": ['key = "made-up"'],
    "$[unknown 50]": ["hidden"],
  });
});

test("is known by its content", async () => {
  expect(await matches(tensorflowDebugInfo, sample)).toBe(true);
});

test.each([
  ["a graph", graphSample],
  ["a meta graph", metaGraphSample],
  ["a message of texts", join(field(1, "/a/b"), field(1, "/c"))],
  ["a caffe net", join(field(1, "Le.Net"), field(100, field(1, "conv")))],
  ["lines", join("\n\x04a.b.\n")],
])("is not %s", async (_what, bytes) => {
  expect(await matches(tensorflowDebugInfo, bytes).catch(() => false)).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(tensorflowDebugInfo, [sample]);
});
