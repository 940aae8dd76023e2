import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
// @ts-expect-error a script, not a module of the package
import { indexes } from "../scripts/index.mjs";
import { version } from "../src/core/version.ts";

test("generated indexes are up to date", async () => {
  const made = await (indexes as () => Promise<Record<string, string>>)();
  expect(Object.keys(made).length).toBeGreaterThan(3);
  for (const [file, text] of Object.entries(made))
    expect(await readFile(file, "utf8"), `run 'npm run index' for ${file}`).toBe(text);
});

test("the version is that of the package", async () => {
  const manifest = JSON.parse(await readFile("package.json", "utf8")) as { version: string };
  expect(version).toBe(manifest.version);
});
