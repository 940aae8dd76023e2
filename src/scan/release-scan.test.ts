import { expect, test } from "vitest";
import type { Finding } from "../core/finding.ts";
import { all } from "../rules/artefacts/index.ts";
import { all as checks } from "./release/index.ts";
import { folderOf, scanned } from "./testing.ts";

const ids = all.filter(({ when }) => when.kind === "release").map(({ id }) => id);

/** What the release of these files shows as a whole: rule, path, key or line, and what is shown. */
async function told(files: Readonly<Record<string, string>>): Promise<string[]> {
  await using folder = await folderOf(files);
  const { findings } = await scanned([folder.path]);
  const path = ({ location }: Finding): string => location.path.replace(`${folder.path}/`, "");
  return findings
    .filter(({ rule }) => ids.includes(rule))
    .map((each) => `${each.rule} ${path(each)} ${each.location.key ?? ""}: ${each.preview}`);
}

const card = (...lines: readonly string[]): string =>
  ["---", "license: mit", ...lines, "---", "# Model"].join("\n");

test("every check has its rule", () => {
  expect(checks.map(({ rule }) => rule).toSorted()).toEqual(ids.toSorted());
});

test("a release that is whole is told nothing of", async () => {
  const files = {
    "README.md": card("base_model: org/base", "library_name: peft", "datasets: [imdb, a/b]"),
    "adapter_config.json": `{"base_model_name_or_path": "mirror/Base"}`,
    "adapter_model.safetensors": "x",
    "model-00001-of-00002.gguf": "x",
    "model-00002-of-00002.gguf": "x",
    "vocab.txt": "the\n##ing\nA=B\nMAX_LEN=\n",
    "tokenizer_config.json": `{"vocab_file": "vocab.txt"}`,
  };
  expect(await told(files)).toEqual([]);
});

test("finds shards that are missing, and those that are in no index", async () => {
  const index = { weight_map: { a: "m-00001-of-00002.bin", b: "m-00002-of-00002.bin" } };
  const files = {
    "README.md": card(),
    "m.bin.index.json": JSON.stringify(index),
    "m-00001-of-00002.bin": "x",
    "m-00003-of-00003.bin": "x",
    "q-00002-of-00002.gguf": "x",
    "adapter_config.json": "{}",
  };
  expect((await told(files)).filter((each) => !each.includes("m-0000"))).toEqual([
    "missing-part q-00002-of-00002.gguf q-00001-of-00002.gguf: q-00001-of-00002.gguf is not there",
    "missing-part adapter_config.json adapter_model.safetensors: adapter_model.safetensors is not there",
  ]);
  const found = await told(files);
  expect(found).toContain(
    "missing-part m.bin.index.json m-00002-of-00002.bin: m-00002-of-00002.bin is not there",
  );
  expect(found).toContain("extra-part m-00003-of-00003.bin : m-00003-of-00003.bin is in no index");
});

test("sums up what nobody needs, folder by folder", async () => {
  const files = {
    "checkpoint-5/optimizer.pt": "1234",
    "checkpoint-5/deep/scheduler.pt": "56",
    ".git/HEAD": "ref: refs/heads/main\n",
    "trainer_state.json": "{}",
    "config.json": "{}",
  };
  expect(await told(files)).toEqual([
    "unneeded-files .git/ : 1 file of 21 bytes: HEAD",
    "unneeded-files checkpoint-5/ : 2 files of 6 bytes: scheduler.pt, optimizer.pt",
    "unneeded-files  : 1 file of 2 bytes: trainer_state.json",
  ]);
});

test("finds references to the author's machine, by line or key", async () => {
  const files = {
    "README.md": card("base_model: ./outputs/merged", "datasets:", "- imdb", "- /data/private"),
    "sub/config.json": `{"_name_or_path": "../checkpoints/v3"}`,
  };
  expect(await told(files)).toEqual([
    "local-reference README.md $.base_model: ./outputs/merged",
    "local-reference README.md $.datasets: /data/private",
    "local-reference sub/config.json $._name_or_path: ../checkpoints/v3",
  ]);
});

test("compares the card with the files", async () => {
  const files = {
    "README.md": card(`base_model: "org/base"`, "library_name: diffusers"),
    "adapter/README.md": card("base_model:", "  - org/base"),
    "adapter/adapter_config.json": `{"base_model_name_or_path": "org/other"}`,
    "adapter/adapter_model.bin": "x",
  };
  expect(await told(files)).toEqual([
    "card-mismatch README.md $.library_name: card: diffusers, but there is no model_index.json",
    "card-mismatch adapter/README.md $.base_model: card: org/base, adapter_config.json: org/other",
  ]);
});

test("wants a license beside weights", async () => {
  const none = "no license in the card";
  expect(await told({ "README.md": "# Model", "m.gguf": "x" })).toEqual([
    `card-without-license README.md : ${none}`,
  ]);
  expect(await told({ "m.gguf": "x" })).toEqual([
    "card-without-license m.gguf : neither card nor license",
  ]);
  expect(await told({ "m.gguf": "x", LICENSE: "MIT" })).toEqual([]);
  expect(await told({ "notes.md": "# Notes" })).toEqual([]);
});

test("finds an environment file in a vocabulary, and the settings that put it there", async () => {
  const files = {
    "vocab.txt": "the\nof\nSERVICE_TOKEN=abcdef\n\nDB_PASSWORD=xyz123\n",
    "vocab.json": `{"export API_KEY=qwerty": 1, "the": 2}`,
    "tokenizer_config.json": `{"vocab_file": ".env"}`,
  };
  await using folder = await folderOf(files);
  const { findings } = await scanned([folder.path]);
  const found = findings.filter(({ rule }) => rule === "vocabulary-secret");
  expect(found.map(({ preview, location: { line } }) => [preview, line])).toEqual([
    ["API_KEY=…", 1],
    ["SERVICE_TOKEN=…", 3],
    ["DB_PASSWORD=…", 5],
    ["vocab_file: .env", undefined],
  ]);
  expect(new Set(found.map(({ severity }) => severity))).toEqual(new Set(["high"]));
});

test("is the same for any number of threads, and not asked of single files", async () => {
  await using folder = await folderOf({
    "README.md": "# Model",
    "m.gguf": "x",
    "o/optimizer.pt": "1",
  });
  const [one, three] = [await scanned([folder.path]), await scanned([folder.path], { jobs: 3 })];
  expect(three.findings).toEqual(one.findings);
  const single = await scanned([`${folder.path}/m.gguf`]);
  expect(single.findings.filter(({ rule }) => ids.includes(rule))).toEqual([]);
});
