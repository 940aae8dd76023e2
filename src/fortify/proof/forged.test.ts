import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { safetensorsFile } from "../../demo/model.ts";
import { zipOf } from "../../formats/kit/zip-testing.ts";
import { fakeToken } from "../../scan/testing.ts";
import { failures, proofCase, withFile } from "./testing.ts";

const path = "/home/asmith/projects/sentiment/train.py";
const model = safetensorsFile({ token: fakeToken(), script: path });
const notes = `{"token": "${fakeToken("B")}", "steps": 7}`;

describe("what a receipt declares, and must not", () => {
  test("an edit of a tensor", async () => {
    await using all = await proofCase({ "model.safetensors": model });
    const end = model.length;
    await writeFile(
      join(all.after, "model.safetensors"),
      Buffer.concat([
        (await readFile(join(all.after, "model.safetensors"))).subarray(0, end - 4),
        Buffer.alloc(4),
      ]),
    );
    const more = { kind: "wipe", span: { start: end - 4, end }, reason: "dead bytes" };
    const forged = withFile(await all.forged(), "model.safetensors", ({ edits }) => ({
      edits: [...edits, more],
    }));
    expect(failures(await all.prove(forged))[0]).toBe(
      `edits: model.safetensors: the edit at byte ${end - 4} touches the tensor 'classifier.bias'`,
    );
  });

  test("an edit that writes a program", async () => {
    const source = `token = "${fakeToken()}"\n`;
    await using all = await proofCase({ "train.py": source });
    await writeFile(
      join(all.after, "train.py"),
      source.replace(/hf_\w{20}/, '";import os #"'.padEnd(23)),
    );
    expect(failures(await all.prove(await all.forged()))).toEqual([
      "edits: train.py: the edit at byte 9 wrote something that is not neutral",
    ]);
  });

  test("two edits that overlap, one behind the end, and one without a place", async () => {
    await using all = await proofCase({ "notes.json": notes });
    const forged = (change: (edit: object) => object): object =>
      withFile(all.statement, "notes.json", ({ edits: [first] }) => ({
        edits: [first, { ...first, ...change(first ?? {}) }],
      }));
    expect(
      failures(await all.prove(forged(() => ({ span: { start: 12, end: 60 }, length: 3 })))),
    ).toEqual(["edits: notes.json: two edits overlap at byte 12"]);
    const far = { span: { start: 90, end: 9_007_199_254_740_991 } };
    expect(failures(await all.prove(forged(() => far)))).toEqual([
      `edits: notes.json: an edit ends at byte 9007199254740991 of ${notes.length}`,
    ]);
    expect(failures(await all.prove(forged(() => ({ span: { start: 9, end: 3 } }))))[0]).toBe(
      "receipt: an edit of 'notes.json' runs from byte 9 to 3",
    );
    expect(failures(await all.prove(forged(() => ({ span: { start: 1, end: 1e300 } }))))[0]).toBe(
      "receipt: an edit of 'notes.json' runs from byte 1 to 1e+300",
    );
    expect(failures(await all.prove(forged(() => ({ span: undefined }))))[0]).toBe(
      "receipt: an edit of 'notes.json' has no place",
    );
  });

  test.each(["../notes.json", "/etc/passwd", "C:\\notes.json", "a//b", "a/./b", "", "nul\0"])(
    "the name '%s'",
    async (name) => {
      await using all = await proofCase({ "notes.json": notes });
      const forged = {
        ...all.statement,
        subject: all.statement.subject.map((each) => ({ ...each, name })),
      };
      if (name === "") {
        await expect(all.prove(forged)).rejects.toThrow("'name' is empty, at /subject/0/name");
        return;
      }
      expect(failures(await all.prove(forged))[0]).toBe(
        `receipt: '${name}' is no name of a file in a release`,
      );
    },
  );
});

test("an edit inside of another is a part of it, and a checksum is believed of none", async () => {
  await using all = await proofCase({ "notes.json": notes });
  const inner = { kind: "fill", span: { start: 20, end: 30 }, reason: "a part" };
  const checksum = { kind: "checksum", span: { start: 51, end: 53 }, reason: "a checksum" };
  const more = withFile(all.statement, "notes.json", ({ edits }) => ({
    edits: [inner, checksum, ...edits],
  }));
  expect(failures(await all.prove(more))).toEqual([]);
  const file = join(all.after, "notes.json");
  await writeFile(file, (await readFile(file, "utf8")).replace("steps", "stops"));
  const forged = withFile(await all.forged(), "notes.json", ({ edits }) => ({
    edits: [{ ...checksum, span: { start: 50, end: 60 } }, ...edits],
  }));
  expect(failures(await all.prove(forged))).toEqual([
    "edits: notes.json: byte 54 is another, and no edit is declared there",
  ]);
});

describe("names of tensors", () => {
  const named = (one: string, other: string): Uint8Array => {
    const entry = (start: number): object => ({
      dtype: "U8",
      shape: [4],
      data_offsets: [start, start + 4],
    });
    const header = Buffer.from(JSON.stringify({ [one]: entry(0), [other]: entry(4) }));
    const length = Buffer.alloc(8);
    length.writeUInt32LE(header.length);
    return Buffer.concat([length, header, Buffer.from("weights.")]);
  };

  test("may have given something away", async () => {
    const file = "model.safetensors";
    await using all = await proofCase({ [file]: named(path, "layer.0") });
    expect((await readFile(join(all.after, file))).includes("asmith")).toBe(false);
    expect(failures(await all.prove())).toEqual([]);
  });

  test("do not change places", async () => {
    const file = "model.safetensors";
    const before = named("layer.0", "layer.1");
    await using all = await proofCase({ [file]: before });
    await writeFile(join(all.after, file), named("layer.1", "layer.0"));
    const digits = ["0", "1"].map((digit) => Buffer.from(before).indexOf(`layer.${digit}`) + 6);
    const forged = withFile(await all.forged(), file, () => ({
      how: "patched",
      edits: digits.map((at) => ({
        kind: "fill",
        span: { start: at, end: at + 1 },
        reason: "a name",
      })),
    }));
    expect(failures(await all.prove(forged))).toEqual([
      "tensors: model.safetensors: the tensor 'layer.1' is not what it was before: its name",
    ]);
  });
});

describe("containers", () => {
  const zip = (members: Parameters<typeof zipOf>[0]): Record<string, Uint8Array> => ({
    "all.zip": zipOf(members),
  });
  const leak = { name: "config.json", data: `{"script": "${path}"}`, method: 8 };
  const other = { name: "notes.txt", data: "nothing in particular", method: 8 };
  const weights = { name: "model.safetensors", data: safetensorsFile({}), method: 8 };

  test("may lose members that the receipt names", async () => {
    const drops = ["all.zip!/notes.txt"];
    await using all = await proofCase(zip([leak, other, weights]), { drops });
    expect(failures(await all.prove())).toEqual([]);
    const forged = withFile(all.statement, "all.zip", ({ edits }) => ({
      edits: edits.filter(({ kind }) => kind !== "drop"),
    }));
    expect(failures(await all.prove(forged))).toEqual([
      "edits: all.zip: it has 2 members, and must have 3",
    ]);
  });

  test("say how many weights went with them", async () => {
    const files = { ...zip([leak, other, weights]), "optimizer.safetensors": safetensorsFile({}) };
    const drops = ["all.zip!/model.safetensors", "optimizer.safetensors"];
    await using all = await proofCase(files, { drops });
    const proof = await all.prove();
    expect(failures(proof)).toEqual([]);
    expect(proof.checks.find(({ id }) => id === "tensors")?.says).toBe(
      "0 tensors of 0 bytes, the same before, in the receipt and now; 6 tensors of 336 bytes left out as declared",
    );
  });

  test.each([
    [
      "another member",
      [{ ...other, data: "something else" }, weights],
      "its member 'notes.txt' is another, and no edit is declared",
    ],
    [
      "a member more",
      [other, { ...other, name: "more.txt" }, weights],
      "it has 4 members, and must have 3",
    ],
    [
      "members in another order",
      [weights, other],
      "its member 'model.safetensors' is not where it was",
    ],
    [
      "a comment",
      [{ ...other, comment: "see here" }, weights],
      "'notes.txt (comment)' stands where 'model.safetensors' stood, and no edit is declared",
    ],
  ])("packed anew may not hold %s", async (_, members, what) => {
    await using all = await proofCase(zip([leak, other, weights]));
    const clean = { ...leak, data: `{"script": ".${"/".repeat(31)}train.py"}` };
    await writeFile(join(all.after, "all.zip"), zipOf([clean, ...members]));
    expect(failures(await all.prove(await all.forged()))[0]).toBe(`edits: all.zip: ${what}`);
  });

  test("packed anew by another program are compared by what comes out", async () => {
    await using all = await proofCase(zip([leak, other, weights]));
    const clean = { ...leak, data: `{"script": ".${"/".repeat(31)}train.py"}` };
    await writeFile(join(all.after, "all.zip"), zipOf([clean, { ...other, method: 0 }, weights]));
    expect(failures(await all.prove(await all.forged()))).toEqual([]);
  });

  test("keep their checksums right", async () => {
    await using all = await proofCase(zip([{ ...leak, method: 0 }, weights]));
    const file = join(all.after, "all.zip");
    const bytes = await readFile(file);
    const old = new Uint8Array(zipOf([{ ...leak, method: 0 }]).subarray(14, 18));
    bytes.set(old, 14);
    await writeFile(file, bytes);
    const [problem] = failures(await all.prove(await all.forged()));
    expect(problem).toBe("edits: all.zip: the checksum at byte 14 is wrong");
  });
});
