import { expect, test } from "vitest";
import { crc32 } from "../core/crc32.ts";
import { endsInBase36Sum, endsInMarvin32 } from "./checksums.ts";
import { defaultSeed, marvin32 } from "./marvin32.ts";

// The vectors of .NET's own test of Marvin.
test.each([
  ["", 0x3020_09bc],
  ["8642dc59", 0x0e94_07be],
])("Marvin32 of %s", (hex, sum) => {
  const seed = [0x001b_dbcc, 0x004f_b61a] as const;
  expect(Buffer.from(marvin32(Buffer.from(hex, "hex"), seed)).readUInt32LE()).toBe(sum);
});

const routable = "glpat-bzoxCnU6Mg1hbm9uc2Vuc2UgcGF5bG9hZA.01.0s";
const sumOf = (text: string): string => crc32(Buffer.from(text)).toString(36).padStart(7, "0");

test("a routable token ends in the sum of all before it", () => {
  expect(endsInBase36Sum(routable + sumOf(routable))).toBe(true);
  expect(endsInBase36Sum(routable + sumOf(`${routable}x`))).toBe(false);
  expect(endsInBase36Sum("glpat-ts8y8Mk2gxixvXVsxfNa")).toBeUndefined();
});

test("an annotated key of Azure ends in the sum of its first sixty bytes", () => {
  const body = `${"q7Kd".repeat(13)}JQQJ99BKACAAAAAAAAAAAAAZTARE`;
  const sum = Buffer.from(marvin32(Buffer.from(body, "base64"), defaultSeed));
  expect(body).toHaveLength(80);
  expect(endsInMarvin32(body + sum.subarray(0, 3).toString("base64"))).toBe(true);
  expect(endsInMarvin32(`${body}AAAA`)).toBeUndefined();
});

test("an older key of Azure ends in the sum of the rest", () => {
  const body = Buffer.alloc(60, "some bytes");
  const key = Buffer.concat([body, marvin32(body, defaultSeed)]).toString("base64");
  expect(endsInMarvin32(key)).toBe(true);
  expect(endsInMarvin32(key.replace("b", "c"))).toBeUndefined();
});
