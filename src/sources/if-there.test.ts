import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { isThere, needFolder, statOf, textIfThere } from "./if-there.ts";

const folder = mkdtempSync(join(tmpdir(), "tare-if-there-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a file that is not there, or is a folder, has no text", async () => {
  writeFileSync(join(folder, "file"), "text");
  expect(await textIfThere(join(folder, "file"))).toBe("text");
  expect(await textIfThere(join(folder, "none"))).toBeUndefined();
  expect(await textIfThere(join(folder, "file/below"))).toBeUndefined();
  expect(await textIfThere(folder)).toBeUndefined();
});

test("what cannot be read is not taken for absent", async () => {
  const loop = join(folder, "loop");
  symlinkSync("loop", loop);
  await expect(textIfThere(loop)).rejects.toThrow(`cannot read '${loop}' (ELOOP)`);
  await expect(isThere(loop)).rejects.toThrow("ELOOP");
  expect(await isThere(join(folder, "none"))).toBe(false);
});

test("a path that a user names wrongly is told with what to name", async () => {
  writeFileSync(join(folder, "named"), "text");
  await expect(statOf(join(folder, "none"))).rejects.toMatchObject({
    kind: "usage",
    message: expect.stringContaining("no such file or folder"),
    hint: "name a file or a folder",
  });
  await expect(needFolder(join(folder, "none"), "name it")).rejects.toThrow("no such file");
  await expect(needFolder(join(folder, "named"), "name it")).rejects.toMatchObject({
    message: `'${join(folder, "named")}' is no folder`,
    hint: "name it",
  });
  await expect(statOf("n".repeat(300))).rejects.toThrow("(ENAMETOOLONG)");
  await needFolder(folder, "name it");
});
