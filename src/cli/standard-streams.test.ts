import { execFileSync, spawn } from "node:child_process";
import { existsSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { fakeToken, folderOf } from "../scan/testing.ts";

const bin = resolve("src/cli/bin.ts");
const leaking = { "a.py": `token = "${fakeToken("A")}"\n` };

/** Runs tare with an output that nobody reads, or that is written to a descriptor. */
async function ran(args: readonly string[], cwd: string, output: "closed" | number) {
  const stdio = ["ignore", output === "closed" ? "pipe" : output, "pipe"] as const;
  const child = spawn(process.execPath, [bin, ...args], { cwd, stdio: [...stdio] });
  child.stdout?.destroy();
  const ended = new Promise<number | null>((done) => void child.once("close", done));
  const err = child.stderr ? await text(child.stderr) : "";
  return { status: await ended, err };
}

describe("an output that nobody reads", { timeout: 60_000 }, () => {
  test("leaves the exit status true, and files are written", async () => {
    await using folder = await folderOf(leaking);
    const { status, err } = await ran(["scan", "a.py", "--also", "a.json"], folder.path, "closed");
    expect([status, err]).toEqual([1, ""]);
    expect(await readFile(join(folder.path, "a.json"), "utf8")).toContain("huggingface");
  });

  test("lets no commit pass that the hook blocks", async () => {
    await using folder = await folderOf(leaking);
    execFileSync("git", ["init", "-q"], { cwd: folder.path });
    execFileSync("git", ["add", "a.py"], { cwd: folder.path });
    expect((await ran(["hook", "run"], folder.path, "closed")).status).toBe(1);
  });

  test("ends a filter", async () => {
    await using folder = await folderOf({ "long.txt": "a line\n".repeat(100_000) });
    expect(await ran(["redact", "long.txt"], folder.path, "closed")).toEqual({
      status: 0,
      err: "",
    });
  });
});

describe.runIf(existsSync("/dev/full"))("a disk that is full", { timeout: 60_000 }, () => {
  test.each([["rules"], ["redact", "a.py"], ["run", "--", "echo", "a"]])(
    "is a failure of '%s', and no bug",
    async (...args) => {
      await using folder = await folderOf(leaking);
      const { status, err } = await ran(args, folder.path, openSync("/dev/full", "w"));
      expect(err).toMatch(/^tare: cannot write standard output: ENOSPC.*\n$/);
      expect(status).toBe(4);
    },
  );

  test("does not hide that something was found", async () => {
    await using folder = await folderOf(leaking);
    const { status, err } = await ran(["scan", "a.py"], folder.path, openSync("/dev/full", "w"));
    expect(err).toContain("cannot write standard output");
    expect(status).toBe(1);
  });
});
