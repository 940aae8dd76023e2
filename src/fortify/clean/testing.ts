import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { defaultLimits } from "../../core/limits.ts";
import { zipOf } from "../../formats/kit/zip-testing.ts";
import { optionsOf } from "../../scan/testing.ts";
import type { CleanRun, Destination } from "./clean.ts";
import { cleanProfiles } from "./policy.ts";

/** Made up, and put together here so that no scanner takes this file for a leak. */
export const madeUpKey = ["hf_", "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTyUi"].join("");
export const home = "/home/asmith/project";

export type Files = Readonly<Record<string, Uint8Array | string>>;

/** A release with something to patch, to write anew, to leave out, to rename, and to leave alone. */
export const leakyFiles = (): Files => ({
  "config.json": `{"token": "${madeUpKey}", "root": "${home}/train.py", "steps": 7}`,
  "data/packed.zip": zipOf([
    { name: "notes.json", data: `{"token": "${madeUpKey}"}`, method: 8 },
    { name: "train.log", data: `${home}/run started`, method: 8 },
  ]),
  "model.safetensors": safetensors({ script: `${home}/train.py` }),
  "runs/train.log": `INFO ${home}/train.py\n`,
  "ana@lab-nlp.org.txt": "nothing",
  "weights.json": `{"weight_map": {"a": "ana@lab-nlp.org.txt"}}`,
  "README.md": "# A model\n",
});

function safetensors(metadata: Readonly<Record<string, string>>): Uint8Array {
  const weights = Buffer.alloc(4096, 7);
  const header = Buffer.from(
    JSON.stringify({
      __metadata__: metadata,
      w: { dtype: "U8", shape: [weights.length], data_offsets: [0, weights.length] },
    }),
  );
  const size = Buffer.alloc(8);
  size.writeUInt32LE(header.length);
  return Buffer.concat([size, header, weights]);
}

export function writeFiles(folder: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** The SHA-256 of each file in a folder, by name. */
export function sumsOf(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(
    names
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [
        name,
        createHash("sha256")
          .update(readFileSync(join(folder, name)))
          .digest("hex"),
      ]),
  );
}

/** Everything in the files of a folder, as text. */
export const textIn = (folder: string): string =>
  Object.keys(sumsOf(folder))
    .map((name) => `${name}\n${readFileSync(join(folder, name), "latin1")}`)
    .join("\n");

export const runTo = (to: Destination, changes: Partial<CleanRun> = {}): CleanRun => ({
  scan: {
    options: optionsOf({ limits: { ...defaultLimits, maxPlaces: Infinity }, reveal: true }),
    jobs: 1,
    profile: "release",
  },
  profile: cleanProfiles[0],
  keep: [],
  drop: [],
  risky: false,
  to,
  opening: Buffer.alloc(32, 7),
  time: new Date("1980-01-02T00:00:00Z"),
  ...changes,
});
