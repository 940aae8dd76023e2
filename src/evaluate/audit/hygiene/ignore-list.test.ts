import { expect, test } from "vitest";
import { SourceText } from "../text.ts";
import { ignoreListOf } from "./ignore-list.ts";

const leftOut = (of: "git" | "docker", text: string, path: string): boolean =>
  ignoreListOf(new SourceText(".ignore", text), of).leavesOut(path);

test.each([
  ["git", ".env", "jobs/.env", true],
  ["git", "/.env", "jobs/.env", false],
  ["git", "*.log\n!keep.log", "keep.log", false],
  ["docker", ".env", ".env", true],
  ["docker", ".env", "jobs/.env", false],
  ["docker", "**/.env", "jobs/.env", true],
  ["docker", "./.git", ".git/config", true],
  ["docker", "*\n!src", ".env", true],
  ["docker", "*\n!src", "src/a.py", false],
  ["docker", "# .env", ".env", false],
] as const)("of %s: %j and %s", (of, text, path, expected) => {
  expect(leftOut(of, text, path)).toBe(expected);
});
