import { readFile, stat } from "node:fs/promises";
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { stdinFile } from "./stdin.ts";

test("takes standard input up for its owner alone, and leaves nothing behind", async () => {
  let path = "";
  {
    await using file = await stdinFile(
      (async function* () {
        yield Buffer.from("one ");
        yield Buffer.from("two");
      })(),
    );
    ({ path } = file.target);
    expect(await readFile(path, "utf8")).toBe("one two");
    expect((await stat(path)).mode & 0o077).toBe(0);
    expect(file.target).toMatchObject({ shown: "-", size: 7 });
  }
  await expect(stat(path)).rejects.toThrow("ENOENT");
});

test("what came until it was stopped is kept", async () => {
  const input = new PassThrough();
  input.write("one ");
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 50);
  await using file = await stdinFile(input, stop.signal);
  expect(input.destroyed).toBe(true);
  expect(file.target.size).toBe(4);
});
