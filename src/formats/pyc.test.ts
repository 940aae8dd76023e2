import { expect, test } from "vitest";
import { pyc } from "./pyc.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

/**
 * The same module by `py_compile` of several versions, as base64:
 *
 *     KEY = "by ana"
 *     def f(q=("one", "two")):
 *         "doc"
 *         return [lambda: ({"x", "y"}, q)]
 */
const modules: Readonly<Record<string, readonly string[]>> = {
  "2.7": [
    "A/MNCu4dB2tjAAAAAAAAAAACAAAAQAAAAHMWAAAAZAAAWgAAZAUAZAMAhAEAWgEAZAQAUygGAAAAcwYAAABieSBh",
    "bmF0AwAAAG9uZXQDAAAAdHdvYwEAAAABAAAAAgAAAAMAAABzEAAAAIcAAGYBAGQBAIYAAGcBAFMoAgAAAHQDAAAA",
    "ZG9jYwAAAAAAAAAAAgAAABMAAABzEAAAAGQBAGQCAGgCAIgAAGYCAFMoAwAAAE50AQAAAHh0AQAAAHkoAAAAACgA",
    "AAAAKAEAAAB0AQAAAHEoAAAAAHMOAAAAL2hvbWUvYW5hL3MucHl0CAAAADxsYW1iZGE+BAAAAHQAAAAAKAAAAAAo",
    "AQAAAFIFAAAAKAAAAAAoAQAAAFIFAAAAcw4AAAAvaG9tZS9hbmEvcy5weXQBAAAAZgIAAABzAgAAAAACTigCAAAA",
    "UgAAAABSAQAAACgCAAAAdAMAAABLRVlSCAAAACgAAAAAKAAAAAAoAAAAAHMOAAAAL2hvbWUvYW5hL3MucHl0CAAA",
    "ADxtb2R1bGU+AQAAAHMCAAAABgE=",
  ],
  "3.6": [
    "Mw0NCu4dB2tXAAAA4wAAAAAAAAAAAAAAAAMAAABAAAAAcxIAAABkAFoAZAdkA2QEhAFaAWQFUwApCHoGYnkgYW5h",
    "2gNvbmXaA3R3b2MBAAAAAAAAAAEAAAADAAAAAwAAAHMOAAAAhwBmAWQBZAKECGcBUwApA9oDZG9jYwAAAAAAAAAA",
    "AAAAAAIAAAATAAAAcwwAAABkAWQCaAKIAGYCUwApA07aAXjaAXmpAHIGAAAAKQHaAXFyBgAAAPoOL2hvbWUvYW5h",
    "L3MucHnaCDxsYW1iZGE+BAAAAHMAAAAAehNmLjxsb2NhbHM+LjxsYW1iZGE+cgYAAAApAXIHAAAAcgYAAAApAXIH",
    "AAAAcggAAADaAWYCAAAAcwIAAAAAAnIKAAAATqkCcgEAAAByAgAAACkBcgsAAAApAloDS0VZcgoAAAByBgAAAHIG",
    "AAAAcgYAAAByCAAAANoIPG1vZHVsZT4BAAAAcwIAAAAEAQ==",
  ],
  "3.8": [
    "VQ0NCgAAAADuHQdrVwAAAOMAAAAAAAAAAAAAAAAAAAAAAwAAAEAAAABzEgAAAGQAWgBkBWQCZAOEAVoBZARTACkG",
    "egZieSBhbmGpAloDb25lWgN0d29jAQAAAAAAAAAAAAAAAQAAAAMAAAADAAAAcw4AAACHAGYBZAFkAoQIZwFTACkD",
    "2gNkb2NjAAAAAAAAAAAAAAAAAAAAAAIAAAATAAAAcwwAAABkAWQCaAKIAGYCUwApA07aAXjaAXmpAHIFAAAAqQHa",
    "AXFyBQAAAPoOL2hvbWUvYW5hL3MucHnaCDxsYW1iZGE+BAAAAPMAAAAAehNmLjxsb2NhbHM+LjxsYW1iZGE+cgUA",
    "AAByBgAAAHIFAAAAcgYAAAByCAAAANoBZgIAAABzAgAAAAACcgsAAABOKQFyAQAAACkCWgNLRVlyCwAAAHIFAAAA",
    "cgUAAAByBQAAAHIIAAAA2gg8bW9kdWxlPgEAAABzAgAAAAQB",
  ],
  "3.12": [
    "yw0NCgAAAADuHQdrVwAAAOMAAAAAAAAAAAAAAAACAAAAAAAAAPMQAAAAlwBkAFoAZANkAYQBWgF5AikEegZieSBh",
    "bmFjAQAAAAAAAAAAAAAAAgAAAAMAAADzEAAAAIcAlwCIAGYBZAGECGcBUwApAtoDZG9jYwAAAAAAAAAAAAAAAAIA",
    "AAATAAAA8xAAAACVAZcAZAFkAmgCiQBmAlMAKQNO2gF42gF5qQCpAdoBcXMBAAAAgPoOL2hvbWUvYW5hL3MucHn6",
    "CDxsYW1iZGE+ehNmLjxsb2NhbHM+LjxsYW1iZGE+BAAAAHMPAAAA+IAAkGOYM5BaoBGQT4AA8wAAAAByBwAAAHII",
    "AAAAcwEAAABgcgoAAADaAWZyDQAAAAIAAABzDAAAAPiAAOMMI9ALJNAEJHIMAAAATikBKQLaA29uZdoDdHdvKQLa",
    "A0tFWXINAAAAcgcAAAByDAAAAHIKAAAA+gg8bW9kdWxlPnIRAAAAAQAAAHMPAAAA8AMBAQHYBg6AA/QCAgElcgwA",
    "AAA=",
  ],
  "3.13": [
    "8w0NCgAAAADuHQdrVwAAAOMAAAAAAAAAAAAAAAACAAAAAAAAAPMSAAAAlQBTAHIAUwNTARoAagFyAWcCKQR6BmJ5",
    "IGFuYWMBAAAAAAAAAAAAAAACAAAAAwAAAPMSAAAAXgCVAFUANAFTARoAaggvASQAKQLaA2RvY2MAAAAAAAAAAAAA",
    "AAACAAAAEwAAAPMQAAAAPgGVAFMBUwIxAlQANAIkACkDTtoBeNoBeakAqQHaAXFzAQAAAIDaDi9ob21lL2FuYS9z",
    "LnB52gg8bGFtYmRhPtoTZi48bG9jYWxzPi48bGFtYmRhPgQAAABzDQAAAPiAAJBjmDOQWqARkU/zAAAAAHIHAAAA",
    "cggAAABzAQAAAGByCgAAANoBZnIOAAAAAgAAAHMMAAAA+IAA5Awj0Ask0AQkcg0AAABOKQEpAtoDb25l2gN0d28p",
    "AtoDS0VZcg4AAAByBwAAAHINAAAAcgoAAADaCDxtb2R1bGU+chIAAAABAAAAcw8AAADwAwEBAdgGDoAD9QICASVy",
    "DQAAAA==",
  ],
};

const moduleOf = (version: string): Uint8Array =>
  Uint8Array.from(Buffer.from((modules[version] ?? []).join(""), "base64"));

const versions = Object.keys(modules);

test.each(versions)("finds what Python %s compiled where it stands", async (version) => {
  const bytes = moduleOf(version);
  const regions = await regionsOf(pyc, bytes);
  expectInPlace(bytes, regions);
  const texts = Object.values(textsByKey(regions)).flat();
  for (const each of ["by ana", "one", "two", "doc", "x", "y", "q", "KEY", "f", "/home/ana/s.py"])
    expect(texts).toContain(each);
  expect(regions.filter(({ kind }) => kind === "dead" || kind === "gap")).toEqual([]);
});

test("calls strings after the attribute and the code object that they are in", async () => {
  expect(textsByKey(await regionsOf(pyc, moduleOf("3.8")))).toMatchObject({
    "$.co_consts[0]": ["by ana"],
    "$.co_consts[1][1]": ["two"],
    "$.co_consts[2].co_consts[0]": ["doc"],
    "$.co_consts[2].co_consts[1].co_filename": ["/home/ana/s.py"],
    "$.co_consts[2].co_consts[1].co_name": ["<lambda>"],
    "$.co_names[0]": ["KEY"],
  });
});

test("looks at bytecode, in which anything may be hidden", async () => {
  const regions = await regionsOf(pyc, moduleOf("3.12"));
  expect(regions.filter(({ kind }) => kind === "stretch").length).toBeGreaterThan(3);
});

test("reads a code object without a header, as a Lambda layer has it", async () => {
  const bytes = moduleOf("3.12").subarray(16);
  expect(await matches(pyc, bytes)).toBe(true);
  expect(textsByKey(await regionsOf(pyc, bytes))["$.co_consts[0]"]).toEqual(["by ana"]);
});

test("sweeps what stands behind the code", async () => {
  const regions = await regionsOf(pyc, join(moduleOf("3.6"), "by ana"));
  expect(regions.at(-1)).toMatchObject({ kind: "dead", what: "after the code" });
});

/** A code object of Python 3.8 whose constants are these bytes. */
const code = (constants: Uint8Array): Uint8Array =>
  join(
    [0x63],
    new Uint8Array(24),
    "s",
    little(0, 4),
    constants,
    ")\0)\0)\0)\0z\x01az\x01b",
    little(1, 4),
    "s",
    little(0, 4),
  );

test.each([
  [
    "numbers",
    join(
      ")\x07",
      "l",
      little(2, 4),
      "1234",
      "g12345678",
      "f\x013",
      "x\x011\x012",
      "y",
      new Uint8Array(16),
      "i1234",
      "I12345678",
    ),
    {},
  ],
  [
    "dicts and sets",
    join(")\x02", "{z\x01kz\x01v0", "<", little(1, 4), "z\x01s"),
    { "$.co_consts[0]{0}": ["k", "v"], "$.co_consts[1][0]": ["s"] },
  ],
  ["slices", join(")\x01", ":NNz\x01q"), { "$.co_consts[0][2]": ["q"] }],
  ["constants that have no bytes", ")\x05NTFS.", {}],
] as const)("reads %s", async (_what, constants, texts) => {
  const found = textsByKey(await regionsOf(pyc, code(join(constants))));
  expect(found).toEqual({ ...texts, "$.co_filename": ["a"], "$.co_name": ["b"] });
});

test.each([
  ["an unknown type", code(join("!")), "object of type"],
  ["a reference to nothing", code(join("r", little(9, 4))), "reference 9 to nothing"],
  ["too many items", code(join("(", little(1_000_000, 4))), "1000000 items or bytes"],
  ["too many levels", code(join(")\x01".repeat(300), "N")), "too deep"],
  ["a cut", moduleOf("3.8").subarray(0, 200), "bytes"],
])("fails with %s", async (_what, bytes, message) => {
  await expect(regionsOf(pyc, bytes)).rejects.toThrow(message);
});

test("is known by its content", async () => {
  for (const version of versions) expect(await matches(pyc, moduleOf(version))).toBe(true);
  expect(await matches(pyc, join("c\r\r\n", new Uint8Array(60)))).toBe(false);
  expect(await matches(pyc, join("cats and dogs, and more of the same"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(pyc, versions.map(moduleOf));
});
