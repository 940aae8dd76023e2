import { appendFile, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkpointFile, safetensorsFile } from "../../demo/model.ts";
import { zipOf } from "../../formats/kit/zip-testing.ts";
import { fakeToken } from "../../scan/testing.ts";
import { failures, type ProofCase, proofCase } from "./testing.ts";

const path = "/home/asmith/projects/sentiment/train.py";
const model = safetensorsFile({ token: fakeToken(), script: path });
const notes = `{"token": "${fakeToken("B")}", "steps": 7}`;
const archive = (method: number): Uint8Array =>
  zipOf([
    { name: "config.json", data: `{"script": "${path}", "token": "${fakeToken("C")}"}`, method },
    { name: "notes.txt", data: "nothing in particular", method },
    { name: "weights.safetensors", data: safetensorsFile({}), method },
  ]);

const release = {
  "model.safetensors": model,
  "sub/notes.json": notes,
  "README.md": "# A model\n",
  "packed.zip": archive(8),
  "stored.zip": archive(0),
  "run.ckpt": checkpointFile("run", { script: path }),
};

test("proves what a cleaning did", async () => {
  await using all = await proofCase(release);
  expect(all.statement.predicate.files.map(({ name, how }) => `${name} ${how}`)).toEqual([
    "README.md unchanged",
    "model.safetensors patched",
    "packed.zip rewritten",
    "run.ckpt patched",
    "stored.zip patched",
    "sub/notes.json patched",
  ]);
  const proof = await all.prove();
  expect(failures(proof)).toEqual([]);
  expect(proof.verdict).toBe("proved");
  expect(proof.checks.map(({ state }) => state)).toEqual([
    "holds",
    "unchecked",
    "holds",
    "holds",
    "holds",
    "holds",
  ]);
});

describe("what is not as the receipt says", () => {
  const small = { "model.safetensors": model, "notes.json": notes, "README.md": "# A model\n" };

  /** What `prove` says after the result was changed, by the right receipt and by one that a forger made for it. */
  async function both(
    change: (all: ProofCase) => Promise<void>,
  ): Promise<{ readonly honest: string[]; readonly forged: string[] }> {
    await using all = await proofCase(small);
    await change(all);
    return {
      honest: failures(await all.prove()),
      forged: failures(await all.prove(await all.forged())),
    };
  }

  async function edited(file: string, edit: (bytes: Buffer) => Buffer | void): Promise<void> {
    const bytes = await readFile(file);
    await writeFile(file, edit(bytes) ?? bytes);
  }

  const digest = "is not the file of the receipt: its digest is another";

  test("a weight", async () => {
    const { honest, forged } = await both(async ({ after }) =>
      edited(join(after, "model.safetensors"), (bytes) => {
        bytes[bytes.length - 2] = (bytes.at(-2) ?? 0) ^ 1;
      }),
    );
    const at = `byte ${model.length - 2} is another, and no edit is declared there`;
    expect(honest).toEqual([
      `files: model.safetensors: ${digest}`,
      `edits: model.safetensors: ${at}`,
      "tensors: model.safetensors: the tensor 'classifier.bias' is not what it was in the receipt: its bytes",
      "tensors: model.safetensors: the tensor 'classifier.bias' is not what it was before: its bytes",
    ]);
    expect(forged).toEqual([honest[1], honest[3]]);
  });

  test.each([
    ["its name", "classifier.bias", "classifier.bios"],
    ["its type", '"F32","shape":[2]', '"I32","shape":[2]'],
    ["its shape", '"shape":[2,4]', '"shape":[4,2]'],
  ])("of a tensor %s", async (what, old, now) => {
    const { forged } = await both(async ({ after }) =>
      edited(join(after, "model.safetensors"), (bytes) =>
        Buffer.from(bytes.toString("latin1").replace(old, now), "latin1"),
      ),
    );
    expect(forged[0]).toMatch(/^edits: model\.safetensors: byte \d+ is another/);
    if (what !== "its name") expect(forged[1]).toMatch(new RegExp(`was before: ${what}`));
  });

  test("a file more, and a file less", async () => {
    const { honest, forged } = await both(async ({ after }) => {
      await writeFile(join(after, "more.txt"), "");
      await rm(join(after, "README.md"));
    });
    expect(honest).toEqual([
      "files: more.txt: is not in the receipt",
      "files: README.md: is missing",
    ]);
    expect(forged).toEqual([
      "edits: more.txt: was not there before",
      "edits: README.md: is gone, and the receipt does not say so",
    ]);
  });

  test("a file under another name", async () => {
    const { honest, forged } = await both(async ({ after }) =>
      rename(join(after, "README.md"), join(after, "LICENSE")),
    );
    expect(honest).toEqual([
      "files: LICENSE: is not in the receipt",
      "files: README.md: is missing",
    ]);
    expect(forged).toEqual([
      "edits: LICENSE: was not there before",
      "edits: README.md: is gone, and the receipt does not say so",
    ]);
  });

  test("a link instead of a file, and a link more", async () => {
    const { honest } = await both(async ({ after }) => {
      await rename(join(after, "README.md"), join(after, "..", "README.md"));
      await symlink("../README.md", join(after, "README.md"));
    });
    expect(honest).toEqual([
      "files: README.md: is a link that is not in the receipt",
      "files: README.md: is missing",
      "edits: README.md: is a link that was another",
      "scan: 1 place that could not be inspected, not 0",
    ]);
  });

  test("a leak more", async () => {
    const { honest, forged } = await both(async ({ after }) =>
      appendFile(join(after, "README.md"), `token: ${fakeToken("D")}\n`),
    );
    expect(honest).toContain("scan: 1 critical finding, not 0");
    expect(forged).toEqual(["edits: README.md: byte 10 is another, and no edit is declared there"]);
  });

  test("another release before, and another receipt", async () => {
    await using one = await proofCase(small);
    await using other = await proofCase({ ...small, "README.md": "# Another\n" });
    expect(failures(await one.prove(undefined, { before: other.before }))).toEqual([
      "edits: README.md: byte 3 is another, and no edit is declared there",
    ]);
    expect(failures(await one.prove(other.statement))).toEqual([`files: README.md: ${digest}`]);
  });
});

describe("without the release as it was", () => {
  test("digests, weights and the scan are checked", async () => {
    await using all = await proofCase(release);
    const proof = await all.prove(undefined, { before: undefined });
    expect(proof.checks.map(({ id, state }) => `${id} ${state}`)).toEqual([
      "receipt holds",
      "signature unchecked",
      "files holds",
      "edits unchecked",
      "tensors holds",
      "scan holds",
    ]);
  });
});

test("any byte that is another is noticed, by a forged receipt's digests, too", async () => {
  await using all = await proofCase(release);
  const names = Object.keys(release);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...names),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      async (name, where, bits) => {
        const file = join(all.after, name);
        const right = await readFile(file);
        const wrong = Buffer.from(right);
        const at = where % right.length;
        wrong[at] = (wrong[at] ?? 0) ^ bits;
        await writeFile(file, wrong);
        try {
          expect(failures(await all.prove())).toContain(
            `files: ${name}: is not the file of the receipt: its digest is another`,
          );
          const { edits } = all.statement.predicate.files.find((each) => each.name === name) ?? {};
          const isEdit = (edits ?? []).some(
            ({ in: inside, span: place }) =>
              inside === undefined && place && at >= place.start && at < place.end,
          );
          const isPacked = name.endsWith(".zip") || name.endsWith(".ckpt");
          if (!isEdit && !isPacked)
            expect((await all.prove(await all.forged())).verdict).not.toBe("proved");
        } finally {
          await writeFile(file, right);
        }
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);
