import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import { expectOnlyMalformed, join, matches, regionsOf } from "./kit/testing.ts";
import { modelfile } from "./modelfile.ts";

const text = `# by ana
FROM /home/ana/models/tiny.gguf
ADAPTER ./lora.gguf
PARAMETER stop "<|end|>"
SYSTEM """
You are a made-up assistant.
FROM here on, be brief.
"""
MESSAGE user Is ana there?
`;
const sample = join(text);

test("looks at the text as it stands", async () => {
  expect(await regionsOf(modelfile, sample)).toContainEqual({
    kind: "stretch",
    as: "text",
    span: { start: 0, end: sample.length },
  });
});

test("says under which instruction each place stands", async () => {
  const places = ["/home", "./lora", "<|end", "made-up", "here on", "Is ana"];
  const keys = await modelfile.keys?.(
    memoryBlob(sample),
    places.map((each) => text.indexOf(each)),
  );
  expect(keys).toEqual([
    "$.FROM",
    "$.ADAPTER",
    "$.PARAMETER.stop",
    "$.SYSTEM",
    "$.SYSTEM",
    "$.MESSAGE.user",
  ]);
});

test("is known by its instructions, not by its name alone", async () => {
  expect(await matches(modelfile, sample)).toBe(true);
  expect(await matches(modelfile, join("FROM llama3\n"), "release/modelfile")).toBe(true);
  expect(await matches(modelfile, join("FROM llama3\n"))).toBe(false);
  expect(await matches(modelfile, join("FROM python:3\nRUN pip install x\n"), "dockerfile")).toBe(
    false,
  );
  expect(await matches(modelfile, join("from a import b\nsystem = 1\n"), "x.py")).toBe(false);
  expect(await matches(modelfile, join("no instruction\n"), "modelfile")).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(modelfile, [sample]);
});
