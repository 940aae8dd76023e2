import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { redactorFor, token } from "../fortify/redact/testing.ts";
import { maskedInPlace } from "./redacting.ts";

describe("in place", () => {
  let folder = "";
  let file = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tare-redact-"));
    file = join(folder, "log");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("a file is written anew, with its mode, where a link leads to it", async () => {
    writeFileSync(file, `a ${token}\r\n\0b`, { mode: 0o640 });
    symlinkSync("log", join(folder, "link"));
    await maskedInPlace(join(folder, "link"), redactorFor({ HF: token }));
    expect(readFileSync(file, "utf8")).toBe("a ***\r\n\0b");
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder).sort()).toEqual(["link", "log"]);
  });

  test("a file without secrets is left alone", async () => {
    writeFileSync(file, "a\n");
    const { ino } = statSync(file);
    await maskedInPlace(file, redactorFor({ HF: token }));
    expect(statSync(file).ino).toBe(ino);
    expect(readdirSync(folder)).toEqual(["log"]);
  });

  test("what cannot be read or written is told, and nothing is left beside it", async () => {
    const redactor = redactorFor({ HF: token });
    await expect(maskedInPlace(file, redactor)).rejects.toThrow("no such file");
    mkdirSync(file);
    await expect(maskedInPlace(file, redactor)).rejects.toMatchObject({
      message: `'${file}' is no file that could be written anew`,
      hint: expect.stringContaining("name files"),
    });
    expect(readdirSync(folder)).toEqual(["log"]);
  });
});
