import { appendFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderOf, optionsOf } from "../../scan/testing.ts";
import { Memory } from "./memory.ts";
import type { Read } from "./read.ts";
import { repositoryOf } from "./testing.ts";

const read: Read = { mentions: [], findings: { high: 1 }, worst: [], gaps: [] };
const options = optionsOf({ keywords: [{ word: "nightingale" }] });

test("remembers what was read until it changes, or something else is looked for", async () => {
  await using folder = await folderOf({});
  const path = join(folder.path, ".tare/recon.jsonl");
  const repository = repositoryOf("acme/model");
  new Memory(path, options).keep(repository, read);
  expect(new Memory(path, options).recall(repository)).toEqual(read);
  expect(new Memory(path, options).recall({ ...repository, revision: "2" })).toBeUndefined();
  expect(new Memory(path, optionsOf()).recall(repository)).toBeUndefined();
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("what has no revision is never remembered", async () => {
  await using folder = await folderOf({});
  const memory = new Memory(join(folder.path, "memory"), options);
  const repository = { ...repositoryOf("acme/model"), revision: "" };
  memory.keep(repository, read);
  expect(memory.recall(repository)).toBeUndefined();
});

test("the last line counts, and one that was left unfinished does not", async () => {
  await using folder = await folderOf({});
  const path = join(folder.path, "memory");
  const repository = repositoryOf("acme/model");
  const memory = new Memory(path, options);
  memory.keep(repository, read);
  memory.keep(repository, { ...read, findings: { low: 2 } });
  appendFileSync(path, readFileSync(path, "utf8").slice(0, 100));
  expect(new Memory(path, options).recall(repository)?.findings).toEqual({ low: 2 });
  new Memory(path, options).keep(repositoryOf("acme/other"), read);
  expect(new Memory(path, options).recall(repositoryOf("acme/other"))).toEqual(read);
});

test("refuses a file that is something else", async () => {
  await using folder = await folderOf({});
  const path = join(folder.path, "notes.txt");
  writeFileSync(path, "buy milk\n");
  expect(() => new Memory(path, options)).toThrow("is not what an earlier run remembered");
});
