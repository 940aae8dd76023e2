import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { fakeToken, folderOf } from "../src/scan/testing.ts";
import { missing, program } from "./kit/tools.ts";

test("the package exports each schema that the README names", async () => {
  const named = (await readFile("README.md", "utf8")).matchAll(/`tare\/([\w.-]+\.json)`/g);
  const { exports } = JSON.parse(await readFile("package.json", "utf8")) as { exports: object };
  const schemas = [...named].map(([, name = ""]) => `./${name}`);
  expect(schemas.length).toBeGreaterThan(2);
  expect(Object.keys(exports)).toEqual(expect.arrayContaining(schemas));
});

const isBuilt = existsSync("dist/bin.js");
if (!isBuilt) missing("what 'npm run build' makes");
const built = test.skipIf(!isBuilt);

const run = (node: string, ...args: readonly string[]) =>
  spawnSync(node, args, { encoding: "utf8" });

const oldest = program("node22");
const nodes = [process.execPath, ...(oldest === undefined ? [] : [oldest])].map((path) => ({
  path,
  version: run(path, "--version").stdout.trim(),
}));

describe.each(nodes)("what is built runs on Node $version", ({ path: node }) => {
  built.each([1, 2])("and scans on %i threads", async (threads) => {
    const token = fakeToken();
    // As much as one thread is given at a time, twice.
    const text = `${"a line of a log\n".repeat(130_000)}token=${token}\n`;
    await using folder = await folderOf({ "one.txt": text, "other.txt": text });
    const args = ["scan", folder.path, "--class", "secret", "--jobs", String(threads)];
    const { stdout, status, stderr } = run(
      node,
      "dist/bin.js",
      ...args,
      "--format",
      "json",
      "--quiet",
    );
    expect(stderr).toBe("");
    expect(status).toBe(1);
    const { findings, gaps } = JSON.parse(stdout) as { findings: object[]; gaps: object[] };
    expect(findings).toHaveLength(2);
    expect(gaps).toEqual([]);
  });

  built("and cleans, and proves it", async () => {
    await using folder = await folderOf({
      "model/config.json": JSON.stringify({ token: fakeToken() }),
    });
    const [model, out] = [join(folder.path, "model"), join(folder.path, "out")];
    const cleaned = run(node, "dist/bin.js", "clean", model, "-o", out);
    expect(cleaned.stdout).toContain("1 edit in 1 file, 0 left");
    const proved = run(node, "dist/bin.js", "prove", `${out}.receipt.json`, model, out);
    expect(proved.stdout).toContain("no weight changed");
    expect(proved.status).toBe(0);
  });
});

built.each(["index", "redact", "pino"])("what is built as %s can be imported", (name) => {
  const url = pathToFileURL(resolve("dist", `${name}.js`)).href;
  const { stdout, stderr } = run(
    oldest ?? process.execPath,
    "--input-type=module",
    "--eval",
    `console.log(Object.keys(await import(${JSON.stringify(url)})).length > 0)`,
  );
  expect(`${stdout}${stderr}`).toBe("true\n");
});

built("help opens nothing of what scans", async () => {
  const code = await readFile("dist/start.js", "utf8");
  const imported = [...code.matchAll(/from\s*["'`](\.\/[^"'`]+)/g)].map(([, file]) => file);
  expect(imported).toEqual([]);
});
