import { expect, test } from "vitest";
import type { Region } from "../core/region.ts";
import { field } from "./kit/protobuf-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { record } from "./kit/tfrecord-testing.ts";
import { tensorboard } from "./tensorboard.ts";

const wallTime = join(9, new Uint8Array(8));
const event = (...fields: readonly Uint8Array[]): Uint8Array => record(join(wallTime, ...fields));
const summary = (tag: string, ...fields: readonly Uint8Array[]): Uint8Array =>
  event(field(5, field(1, field(1, tag), ...fields)));
const plugin = (name: string, content: Uint8Array): Uint8Array =>
  field(9, field(1, field(1, name), field(2, content)));

const first = event(field(3, "brain.Event:2"), field(10, field(1, "tensorboard.writer")));
const hparam = field(1, field(1, "api_key"), field(2, field(3, "made-up")));
const attribute = field(5, field(1, "password"), field(2, field(2, "in an attribute")));
const sample = join(
  first,
  summary("args/text", field(8, field(1, 7), field(8, "--token made-up")), plugin("text", join())),
  summary("_hparams_", plugin("hparams", field(3, hparam))),
  summary("odd", plugin("custom", join(`{"a":"json"}`))),
  summary("picture", field(4, field(1, 8), field(4, "\x89PNG\r\n\x1a\n"))),
  event(field(4, field(1, field(1, "dense"), field(2, "MatMul"), attribute))),
  event(field(7, field(2, "/home/ana/model.ckpt"), field(3, "started"))),
  event(field(6, field(2, "a line of a log"))),
);

const others = (regions: readonly Region[]): Region[] =>
  regions.filter(({ kind }) => kind !== "string");

test("finds the strings of events, plugins and graphs where they stand", async () => {
  const regions = await regionsOf(tensorboard, sample);
  expect(textsByKey(regions)).toMatchObject({
    "$[0].file_version": ["brain.Event:2"],
    "$[0].source_metadata.writer": ["tensorboard.writer"],
    '$[1].summary["args/text"].tensor.string_val[0]': ["--token made-up"],
    "$[2].summary._hparams_.metadata.plugin_data.hparams.session_start_info.hparams.api_key": [
      "api_key",
      "made-up",
    ],
    "$[3].summary.odd.metadata.plugin_data.custom": ["custom", `{"a":"json"}`],
    "$[5].graph_def.node[0].attr.password": ["password", "in an attribute"],
    "$[6].session_log.checkpoint_path": ["/home/ana/model.ckpt"],
    "$[7].log_message.message": ["a line of a log"],
  });
  expectInPlace(sample, regions);
});

test("gives images as blobs of their own", async () => {
  expect(others(await regionsOf(tensorboard, sample))).toMatchObject([
    { kind: "child", blob: { origin: { name: "[4].summary.picture.image.encoded_image_string" } } },
  ]);
});

test("reads on behind a record with a wrong checksum", async () => {
  const damaged = Uint8Array.from(sample);
  damaged[first.length + 30] = 0xff;
  const regions = await regionsOf(tensorboard, damaged);
  expect(textsByKey(regions)["$[7].log_message.message"]).toEqual(["a line of a log"]);
  expect(others(regions).slice(0, 2)).toMatchObject([
    { kind: "gap", reason: expect.stringMatching(/^malformed: .*record 1 has another checksum/) },
    { kind: "stretch", as: "binary", span: { start: first.length + 12 } },
  ]);
});

test.each([
  ["cut off", sample.subarray(0, sample.length - 3)],
  ["followed by other bytes", join(sample, "twelve bytes and more")],
])("sweeps the rest of a file that is %s", async (_what, bytes) => {
  const regions = await regionsOf(tensorboard, bytes);
  expect(textsByKey(regions)["$[6].session_log.msg"]).toEqual(["started"]);
  expect(others(regions).slice(1)).toMatchObject([
    { kind: "gap", reason: expect.stringMatching(/^malformed: /) },
    { kind: "stretch", as: "binary", span: { end: bytes.length } },
  ]);
});

test("is known by its content", async () => {
  expect(await matches(tensorboard, sample)).toBe(true);
  expect(await matches(tensorboard, record(join("another record")))).toBe(false);
  const wrong = Uint8Array.from(sample);
  wrong[9] = (wrong[9] ?? 0) ^ 1;
  expect(await matches(tensorboard, wrong)).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(tensorboard, [sample]);
});
