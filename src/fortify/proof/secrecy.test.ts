import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { zipOf } from "../../formats/kit/zip-testing.ts";
import { fakeToken } from "../../scan/testing.ts";
import { sha256 } from "../../attest/digest.ts";
import { failures, proofCase } from "./testing.ts";

const notes = `{"token": "${fakeToken("B")}", "steps": 7}`;

describe("names that gave something away", () => {
  const files = {
    [`runs/asmith.json`]: notes,
    [`logs/asmith.txt`]: "step 7\n",
    "README.md": "# A model\n",
  };

  test("are told by the rest of them, and by what the file holds", async () => {
    const [first = "", second = ""] = Object.keys(files);
    await using all = await proofCase(files, {
      renames: { [first]: "runs/x.json" },
      drops: [second],
      hidden: ["asmith"],
    });
    expect(JSON.stringify(all.statement)).not.toContain("asmith");
    expect(failures(await all.prove())).toEqual([]);
    await rm(join(all.before, first));
    expect(failures(await all.prove())).toEqual(["edits: runs/x.json: was not there before"]);
  });
});

describe("what the owner alone can check", () => {
  test("is what stood where something was taken out", async () => {
    await using all = await proofCase({ "notes.json": notes });
    const { opening } = all;
    expect(failures(await all.prove(undefined, { opening }))).toEqual([]);
    await writeFile(join(all.before, "notes.json"), notes.replace("hf_", "hg_"));
    expect(failures(await all.prove())).toEqual([]);
    expect(failures(await all.prove(undefined, { opening }))).toEqual([
      "edits: notes.json: the edit at byte 11 replaced other bytes than the receipt says",
      "edits: notes.json: was another file before than the one that was cleaned",
    ]);
  });
});

describe("what a receipt gives away", () => {
  /** A PIN: whoever has a digest of it, or of anything around it, can try all of them. */
  const pin = ["29", "61"].join("");
  const text = `{"password": "${pin}hunter", "steps": 7}`;

  test("is no value, and no digest by which one could be guessed", async () => {
    await using all = await proofCase({
      "notes.json": text,
      "all.zip": zipOf([{ name: "a.json", data: text, method: 8 }]),
    });
    const receipt = JSON.stringify(all.statement);
    expect(all.hidden.length).toBeGreaterThan(0);
    for (const value of all.hidden) expect(receipt).not.toContain(value);
    const known = new Set(receipt.match(/[0-9a-f]{64}/g));
    const after = await readFile(join(all.after, "notes.json"));
    // What anybody can make of the published file and the right guess: each part of the file before.
    const guessed = Buffer.from(text);
    expect(guessed.length).toBe(after.length);
    for (let start = 0; start < guessed.length; start++)
      for (let end = start + 1; end <= guessed.length; end++)
        if (!guessed.subarray(start, end).equals(after.subarray(start, end)))
          expect(known.has(sha256(guessed.subarray(start, end)))).toBe(false);
    // The search would find one if it were there.
    expect(known.has(sha256(after))).toBe(true);
  });

  test("are commitments under another key each time", async () => {
    await using one = await proofCase({ "notes.json": text });
    await using other = await proofCase({ "notes.json": text });
    const [was] = one.statement.predicate.files;
    const [is] = other.statement.predicate.files;
    expect(was?.before).toMatch(/^[0-9a-f]{64}$/);
    expect(was?.before).not.toBe(is?.before);
    expect(was?.edits[0]?.before).not.toBe(is?.edits[0]?.before);
  });
});
