import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { memoryBlob } from "../../core/blob.ts";
import { TareError } from "../../core/error.ts";
import { copyPatched, machineError, sumOf, writeBlob, writePieces } from "./disk.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tare-disk-"));
  writeFileSync(join(folder, "a"), "0123456789");
});
afterEach(() => rmSync(folder, { recursive: true }));

const path = (name: string): string => join(folder, name);
const pieces = [{ at: 3, before: Buffer.from("345"), after: Buffer.from("abc") }];

test("pieces are written where they stand, and nothing else", async () => {
  await writePieces(path("a"), pieces);
  expect(readFileSync(path("a"), "utf8")).toBe("012abc6789");
});

test("a copy has the pieces and the mode, and the original neither", async () => {
  await copyPatched(path("a"), path("b"), 0o640, pieces);
  expect(readFileSync(path("b"), "utf8")).toBe("012abc6789");
  expect(statSync(path("b")).mode & 0o777).toBe(0o640);
  expect(readFileSync(path("a"), "utf8")).toBe("0123456789");
});

test("nothing that is there is written over", async () => {
  await expect(copyPatched(path("a"), path("a"), 0o600)).rejects.toThrow("EEXIST");
  await expect(writeBlob(path("a"), memoryBlob(Buffer.from("x")), 0o600)).rejects.toThrow("EEXIST");
  expect(readFileSync(path("a"), "utf8")).toBe("0123456789");
});

test("a blob of several blocks is written whole, and its sum told", async () => {
  const bytes = Buffer.alloc(2_500_000, "some text ");
  const sum = await writeBlob(path("c"), memoryBlob(bytes), 0o600);
  expect(readFileSync(path("c")).equals(bytes)).toBe(true);
  expect(await sumOf(path("c"))).toBe(sum);
});

test("the system's no says what to do, and a bug stays one", () => {
  const full = machineError(Object.assign(new Error("no space"), { code: "ENOSPC" }), "write 'x'");
  expect(full).toBeInstanceOf(TareError);
  expect((full as TareError).message).toBe("cannot write 'x': no space");
  expect((full as TareError).hint).toContain("free space");
  const bug = new Error("bug");
  expect(machineError(bug, "write 'x'")).toBe(bug);
});
