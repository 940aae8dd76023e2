import { describe, expect, test } from "vitest";
import type { FindingClass } from "../../core/finding.ts";
import { filler } from "./fill.ts";

const filled = (kind: FindingClass, value: string, coded = Buffer.from(value), coding = "plain") =>
  Buffer.from(
    filler({ class: kind, value: Buffer.from(value).toString("latin1"), bytes: coded, coding }),
  ).toString("latin1");

describe("what a value becomes", () => {
  test.each<[FindingClass, string, string]>([
    ["secret", "hunter2", "xxxxxxx"],
    ["path", "/home/asmith/project/train.py", ".////////////////////train.py"],
    ["path", "C:\\Users\\asmith\\run", ".\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\run"],
    ["identity", "/home/asmith", "./////asmith".replace("asmith", "//////")],
    ["identity", "/gpfs/scratch/asmith", `.${"/".repeat(19)}`],
    ["path", "D:\\asmith", `.${"\\".repeat(8)}`],
    ["path", "/home/asmith/", "./////////////"[0] + "/".repeat(12)],
    ["identity", "/home/asmith/x", `.${"/".repeat(12)}x`],
    ["identity", "asmith@corp.example.com", "xxxxxxxxxxxxx@x.invalid"],
    ["identity", "a@b.io", "xxxxxx"],
    ["host", "model-builder.internal.corp", "xxxxxxxxxxxxxxxxxxx.invalid"],
    ["host", "http://model-builder.internal.corp:8080", `http://${"x".repeat(24)}.invalid`],
    ["secret", "https://u:p@host.example", "x".repeat(24)],
    ["host", "10.20.3.4", "00.00.0.0"],
    ["stack", "torch==1.9.0", "xxxxxxxxxxxx"],
  ])("%s %s", (kind, value, wanted) => {
    expect(filled(kind, value)).toBe(wanted);
    expect(wanted).toHaveLength(value.length);
  });

  test("takes as many bytes as characters of UTF-8 took", () => {
    expect(filled("secret", "pässwort")).toBe("xxxxxxxxx");
  });

  test("keeps the lines of what has several", () => {
    expect(filled("secret", "one\r\ntwo")).toBe("xxx\r\nxxx");
  });
});

describe("how it is spelled", () => {
  test("in wide units it is written in them", () => {
    const wide = Buffer.from("/home/me/x", "utf16le");
    expect(filled("path", "/home/me/x", wide, "utf-16le")).toBe(
      Buffer.from(".////////x", "utf16le").toString("latin1"),
    );
    const big = Buffer.from(Uint8Array.of(0, 104, 0, 102));
    expect(filled("secret", "hf", big, "utf-16be")).toBe("\0x\0x");
  });

  test("in base64 and digits it stays in their alphabets", () => {
    expect(filled("secret", "abc", Buffer.from("YWJj"), "base64")).toBe("AAAA");
    expect(filled("secret", "abc", Buffer.from("616263"), "hex")).toBe("000000");
    expect(filled("secret", 'a"b', Buffer.from('a\\"b'), "json")).toBe("xxxx");
  });
});
