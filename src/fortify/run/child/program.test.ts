import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { programOf } from "./program.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tare-program-"));
  writeFileSync(join(folder, "data"), "");
  writeFileSync(join(folder, "tool"), "");
  chmodSync(join(folder, "tool"), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

test("finds a program by its name, its path, and its path from here", () => {
  const path = join(folder, "tool");
  const found = { kind: "found", path };
  expect(programOf("tool", `/nowhere:${folder}`)).toEqual(found);
  expect(programOf(path, undefined)).toEqual(found);
  const near = join(relative(".", folder), "tool");
  expect(programOf(near, "")).toEqual({ kind: "found", path: near });
});

test("tells what is missing from what is no program", () => {
  expect(programOf("tool", "/nowhere")).toEqual({ kind: "missing", status: 127 });
  expect(programOf("data", folder)).toEqual({ kind: "missing", status: 126 });
  expect(programOf(folder, "")).toEqual({ kind: "missing", status: 127 });
});
