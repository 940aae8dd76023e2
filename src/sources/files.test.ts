import { mkdir, rename, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { span } from "../core/span.ts";
import { folderOf } from "../scan/testing.ts";
import { listFiles, openFile } from "./files.ts";

const names = async (path: string): Promise<string[]> =>
  (await Array.fromAsync(listFiles(path))).map((each) =>
    each.kind === "file" ? each.name : each.gap.path,
  );

test("lists files in a fixed order, named as the release names them", async () => {
  await using folder = await folderOf({
    "b.txt": "",
    "a/z.txt": "",
    "a/\u001b[31m.txt": "",
    "B.txt": "",
  });
  expect(await names(folder.path)).toEqual(["B.txt", "a/\u001b[31m.txt", "a/z.txt", "b.txt"]);
  expect(await names(join(folder.path, "a/z.txt"))).toEqual(["z.txt"]);
});

test.skipIf(process.platform !== "linux")(
  "a name that is not UTF-8 is a gap that says so",
  async () => {
    await using folder = await folderOf({ "a.txt": "" });
    await writeFile(Buffer.concat([Buffer.from(`${folder.path}/b`), Buffer.from([0xff])]), "");
    expect((await Array.fromAsync(listFiles(folder.path)))[1]).toMatchObject({
      gap: {
        path: join(folder.path, "b\uFFFD"),
        reason: "unreadable: its name is not UTF-8: rename it",
      },
    });
  },
);

test("a path that is not there is the user's mistake", async () => {
  await expect(names("no/such/path")).rejects.toThrow("no such file or folder: 'no/such/path'");
  for (const address of ["https://gitlab.com/a/b", "git@gitlab.com:a/b.git", "bitbucket:a/b"])
    await expect(names(address)).rejects.toMatchObject({
      hint: expect.stringContaining("a repository is git:https://…"),
    });
  const tooLong = "a".repeat(300);
  await expect(names(tooLong)).rejects.toThrow(`cannot read '${tooLong}' (ENAMETOOLONG)`);
});

test("a path that cannot be read is not called absent", async () => {
  await using folder = await folderOf({});
  const loop = join(folder.path, "loop");
  await symlink("loop", loop);
  await expect(names(loop)).rejects.toThrow(`cannot read '${loop}' (ELOOP)`);
});

test.skipIf(process.platform !== "linux")(
  "what lies too deep for the system is a gap",
  async () => {
    await using folder = await folderOf({ "a.txt": "" });
    const deep = Array.from({ length: 9 }, () => "d".repeat(250)).join("/");
    const [one, other] = [join(folder.path, "one"), join(folder.path, "other")];
    await mkdir(join(one, deep), { recursive: true });
    await mkdir(join(other, deep), { recursive: true });
    const below = join(one, deep, "other");
    await rename(other, below);
    const listed = Array.fromAsync(listFiles(folder.path));
    // Nor could it be deleted from there.
    const [file, ...gaps] = await listed.finally(async () => rename(below, other));
    expect(file).toMatchObject({ name: "a.txt" });
    expect(gaps).toMatchObject([{ gap: { reason: "unreadable: ENAMETOOLONG" } }]);
  },
);

test.each([10, 300_000])(
  "says so when a file of %i bytes shrinks while it is read",
  async (size) => {
    await using folder = await folderOf({ "a.bin": new Uint8Array(size) });
    const path = join(folder.path, "a.bin");
    using blob = openFile(path, { kind: "file", path }, size);
    await truncate(path, 4);
    await expect(blob.read(span(0, size))).rejects.toThrow("it shrank to 4 bytes while being read");
  },
);

test("reads no further than the file, and counts what it read", async () => {
  await using folder = await folderOf({ "a.bin": new Uint8Array(300_000) });
  const path = join(folder.path, "a.bin");
  using blob = openFile(path, { kind: "file", path }, 300_000);
  await blob.read(span(10, 20));
  expect(blob.bytesRead).toBe(10);
  await expect(blob.read(span(299_999, 300_001))).rejects.toThrow("bytes up to 300001 of 300000");
});
