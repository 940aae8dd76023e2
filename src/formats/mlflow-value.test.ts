import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { mlflowValue } from "./mlflow-value.ts";

const run = `mlruns/0/${"0a".repeat(16)}`;

test("gives the value under the name of its file", async () => {
  const bytes = join("hunter2");
  const path = `${run}/params/db.Password`;
  const regions = await regionsOf(mlflowValue, memoryBlob(bytes, { kind: "file", path }));
  expect(textsByKey(regions)).toEqual({ '$.params["db.Password"]': ["hunter2"] });
  expectInPlace(bytes, regions);
});

test.each([
  ["a parameter", `${run}/params/optimizer/lr`, "0.1", true],
  ["a tag", `${run}/tags/mlflow.user`, "ana", true],
  ["a file elsewhere", "model/params/lr", "0.1", false],
  ["an artefact", `${run}/artifacts/lr`, "0.1", false],
  ["bytes", `${run}/params/lr`, "\0\u0001\0", false],
  ["a long text", `${run}/params/lr`, "x".repeat(40_000), false],
])("knows %s by place and content", async (_what, name, text, isOne) => {
  expect(await matches(mlflowValue, join(text), name)).toBe(isOne);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(mlflowValue, [join("value")]);
});
