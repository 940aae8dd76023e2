import { readFile, stat } from "node:fs/promises";
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
