import { expect, test } from "vitest";
import { memoryBlob } from "../../core/blob.ts";
import { patched } from "../../core/patch.ts";
import { changeOf } from "./change.ts";

const before = memoryBlob(Buffer.from("0123456789"));
const patch = (at: number, text: string) => ({ at, bytes: Buffer.from(text) });

test("patches that touch are one piece, with what stood there", async () => {
  const patches = [patch(2, "ab"), patch(4, "c"), patch(8, "d")];
  const change = await changeOf(before, { blob: patched(before, patches), patches });
  expect(change).toEqual({
    kind: "patch",
    pieces: [
      {
        at: 2,
        before: new Uint8Array(Buffer.from("234")),
        after: new Uint8Array(Buffer.from("abc")),
      },
      { at: 8, before: new Uint8Array(Buffer.from("8")), after: new Uint8Array(Buffer.from("d")) },
    ],
  });
});

test("patches that write what is there are none", async () => {
  const patches = [patch(2, "23")];
  const change = await changeOf(before, { blob: patched(before, patches), patches });
  expect(change).toEqual({ kind: "none" });
});

test("what was written anew is", async () => {
  const blob = memoryBlob(Buffer.from("other"));
  expect(await changeOf(before, { blob, patches: undefined })).toEqual({ kind: "rewrite", blob });
});
