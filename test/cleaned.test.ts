import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Cleaning, cleanedCorpus } from "../corpus/cleaning.ts";
import { entries } from "../corpus/plants.ts";
import { pythonWith } from "./kit/tools.ts";

/** Some of what `corpus/load.requirements.txt` lists. */
const python = pythonWith("torch", "onnxruntime", "wandb", "pyarrow", "plyvel");

/** Libraries load these not even before. */
const unloadable = ["onnx/constant.onnx", "safetensors/trailer.safetensors"];

describe.skipIf(!python)("a cleaned corpus", () => {
  let folder: string;
  let all: Cleaning[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "tare-cleaned-"));
    all = await cleanedCorpus(folder, [python ?? ""]);
  }, 600_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  const named = (name: string): Cleaning | undefined =>
    all.find(({ entry }) => entry.name === name);

  test("is loaded by the libraries that people use, with the same tensors and outputs", () => {
    const loads = all.flatMap(({ entry, loads }) =>
      loads.map((each) => ({ name: entry.name, ...each })),
    );
    const failed = loads.filter(({ before }) => "error" in before).map(({ name }) => name);
    expect(failed).toEqual(unloadable);
    expect(loads.filter(({ before, after }) => !Object.is(keyOf(before), keyOf(after)))).toEqual(
      [],
    );
    // Each line of the requirements loads something.
    expect(loads.length).toBeGreaterThan(130);
  });

  describe.each(entries.map(({ name }) => name))("%s", (name) => {
    test("holds no plant but those of which it is said why", () => {
      const cleaning = named(name);
      expect(cleaning).toBeDefined();
      if (cleaning?.refusals.length === 0) expect(cleaning.left).toEqual({ tare: [], others: [] });
    });

    test("can be read as before", () => {
      expect(named(name)?.gaps).toEqual([]);
    });
  });
});

const keyOf = (outcome: Cleaning["loads"][number]["before"]): string =>
  "digest" in outcome ? outcome.digest : outcome.error;
