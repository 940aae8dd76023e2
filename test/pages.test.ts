import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BuiltPages, builtPages } from "./kit/pages.ts";

let built: BuiltPages;
beforeAll(async () => {
  built = await builtPages();
}, 240_000);
afterAll(() => built[Symbol.asyncDispose]());

const files = async (ending: string): Promise<readonly string[]> =>
  (await readdir(built.folder, { recursive: true })).filter((name) => name.endsWith(ending));

/** The budget, gzipped, in bytes. */
const budget = 60_000;

test("all scripts of the dashboard together are below 60 kB gzipped", async () => {
  const scripts = (await files(".js")).filter((name) => !name.startsWith("report"));
  expect(scripts.length).toBeGreaterThan(1);
  const sizes = await Promise.all(
    scripts.map(async (name) => gzipSync(await readFile(join(built.folder, name))).length),
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(budget);
});

test("the page has no script and no style of its own, and loads nothing from elsewhere", async () => {
  const page = await readFile(join(built.folder, "index.html"), "utf8");
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
  for (const name of [...(await files(".html")), ...(await files(".css"))])
    expect(await readFile(join(built.folder, name), "utf8")).not.toMatch(
      /https?:\/\/|@import|url\(/,
    );
});

test("no script makes markup of text, or code", async () => {
  for (const name of await files(".js")) {
    const script = await readFile(join(built.folder, name), "utf8");
    expect(script).not.toMatch(/insertAdjacentHTML|document\.write|\beval\(|new Function\(/);
  }
});

test("the licences of what is bundled come with it", async () => {
  const licences = await readFile(join(built.folder, "licences.md"), "utf8");
  for (const name of ["preact", "@preact/signals", "uplot"]) expect(licences).toContain(name);
});
