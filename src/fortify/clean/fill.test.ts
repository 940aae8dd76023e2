import { describe, expect, test } from "vitest";
import type { FindingClass } from "../../core/finding.ts";
import { filler } from "./fill.ts";

const latin1 = (text: string): string => Buffer.from(text).toString("latin1");

const filled = (kind: FindingClass, value: string, coded = Buffer.from(value), coding = "plain") =>
  Buffer.from(
    filler({ class: kind, value: latin1(value), bytes: coded, coding }) ?? "refused",
  ).toString("latin1");

describe("what a value becomes", () => {
  test.each<[FindingClass, string, string]>([
    ["secret", "hunter2", "xxxxxxx"],
    ["secret", "123456789012", "111111111111"],
    ["path", "/home/asmith/project/train.py", ".////////////////////train.py"],
    ["path", "C:\\Users\\asmith\\run", "./" + "/".repeat(14) + "run"],
    ["identity", "/home/asmith", `.${"/".repeat(11)}`],
    ["identity", "/gpfs/scratch/asmith", `.${"/".repeat(19)}`],
    ["path", "D:\\asmith", `.${"/".repeat(8)}`],
    ["path", "/home/asmith/", "./////////////"[0] + "/".repeat(12)],
    ["identity", "/home/asmith/x", `.${"/".repeat(12)}x`],
    ["identity", "asmith@corp.example.com", "xxxxxxxxxxxxx@x.invalid"],
    ["identity", "a@b.io", "xxxxxx"],
    ["host", "model-builder.internal.corp", "xxxxxxxxxxxxxxxxxxx.invalid"],
    ["host", "http://model-builder.internal.corp:8080", `http://${"x".repeat(24)}.invalid`],
    ["secret", "https://u:p@host.example", "x".repeat(24)],
    ["host", "10.20.3.4", "00.00.0.0"],
    ["stack", "torch==1.9.0", "xxxxxxxxxxxx"],
    ["stack", "20.25", "11.11"],
  ])("%s %s", (kind, value, wanted) => {
    expect(filled(kind, value)).toBe(wanted);
    expect(wanted).toHaveLength(value.length);
  });

  test("takes as many bytes as characters of UTF-8 took", () => {
    expect(filled("secret", "pässwort")).toBe("xxxxxxxxx");
  });

  test("is a name of its own, where it is a name", () => {
    const named = (kind: FindingClass, value: string, nth: number) =>
      Buffer.from(
        filler({ class: kind, value, bytes: Buffer.from(value), coding: "plain", nth }) ?? [],
      ).toString();
    expect(named("secret", "hunter2", 1)).toBe("xxxxxx1");
    expect(named("host", "model-builder.corp", 40)).toBe("xxxxxxxx14.invalid");
    expect(named("identity", "asmith@corp.example", 2)).toBe("xxxxxxxx2@x.invalid");
    expect(named("path", "/home/asmith/x.py", 3)).toBe("./3//////////x.py");
  });

  test("keeps the lines of what has several", () => {
    expect(filled("secret", "one\r\ntwo")).toBe("xxx\r\nxxx");
  });
});

describe("how it is spelled", () => {
  test("in wide units it is written in them", () => {
    const wide = Buffer.from("/home/me/x", "utf16le");
    const wanted = Buffer.from(".////////x", "utf16le").toString("latin1");
    for (const coding of ["utf-16le", "latin1-text+utf-16le", "utf-16le+joined"])
      expect(filled("path", "/home/me/x", wide, coding)).toBe(wanted);
    const big = Buffer.from(Uint8Array.of(0, 104, 0, 102));
    expect(filled("secret", "hf", big, "utf-16be")).toBe("\0x\0x");
  });

  test("a piece of a value is filled by itself", () => {
    const bytes = Buffer.from("hf_", "utf16le");
    const piece = filler({ class: "secret", bytes, coding: "utf-16le" }) ?? [];
    expect(Buffer.from(piece).toString("utf16le")).toBe("xxx");
  });

  test("in base64 and in digits it is spelled anew, between what stands before and behind it", () => {
    for (const before of ["", "k", "k=", "key"]) {
      const coded = Buffer.from(`${before}s3cret;`).toString("base64");
      const start = Math.floor((before.length * 8) / 6);
      const end = Math.ceil(((before.length + 6) * 8) / 6);
      const part = filled("secret", "s3cret", Buffer.from(coded.slice(start, end)), "base64");
      const whole = coded.slice(0, start) + part + coded.slice(end);
      expect(Buffer.from(whole, "base64").toString()).toBe(`${before}xxxxxx;`);
    }
    expect(filled("secret", "abc", Buffer.from("616263"), "hex")).toBe("787878");
    expect(filled("secret", "abc", Buffer.from("4F64"), "hex")).toBe("0000");
    expect(filled("secret", "abc", Buffer.from("H4sI"), "base64+gzip")).toBe("AAAA");
  });

  test("stays what it is to the program around it", () => {
    expect(filled("secret", 'a"b', Buffer.from('a\\"b'), "json")).toBe("xxxx");
    expect(filled("secret", "hf_ab", Buffer.from('hf_" + "ab'), "joined")).toBe('xx_" + "xx');
    expect(filled("secret", "AB", Buffer.from("chr(65)+chr(66)"), "numbers")).toBe(
      "chr(11)+chr(11)",
    );
    expect(filled("secret", "AB", Buffer.from("0x41, 0x42"), "numbers")).toBe("0x11, 0x11");
    expect(filled("secret", "a=b", Buffer.from("a=3Db"), "quoted-printable")).toBe("x=3Dx");
  });

  test("is refused in a coding that nobody knows", () => {
    const bytes = Buffer.from("anything");
    expect(filler({ class: "secret", value: "s", bytes, coding: "hdf5-chunk" })).toBeUndefined();
  });
});
