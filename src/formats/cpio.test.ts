import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import { span } from "../core/span.ts";
import { spliced } from "../core/splice.ts";
import { cpio } from "./cpio.ts";
import {
  edited,
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

const hex = (number: number): string => number.toString(16).padStart(8, "0");
const pad = (size: number): string => "\0".repeat((4 - (size % 4)) % 4);

const nobody = [0, 0, 0] as const;

function member(
  name: string,
  data: string,
  [user, group, time]: readonly [number, number, number] = nobody,
  isSummed = false,
): string {
  const sum = isSummed ? Buffer.from(data).reduce((total, byte) => total + byte, 0) : 0;
  const sizes = [data.length, 0, 0, 0, 0, name.length + 1];
  const numbers = [1, 0o100644, user, group, 1, time, ...sizes, sum];
  const head = `07070${isSummed ? 2 : 1}${numbers.map((each) => hex(each)).join("")}${name}\0`;
  return head + pad(head.length) + data + pad(data.length);
}

const sample = join(
  member("home/ana/x.txt", "hello"),
  member("home", ""),
  member("TRAILER!!!", ""),
);

test("finds names where they stand, and members", async () => {
  const regions = await regionsOf(cpio, sample);
  expectInPlace(sample, regions);
  expect(Object.keys(textsByKey(regions))).toEqual(["home/ana/x.txt", "home"]);
  expect(regions.flatMap((each) => (each.kind === "child" ? [each.blob.size] : []))).toEqual([5]);
});

test("mends the sum of data that was changed, where there is one", async () => {
  for (const isSummed of [true, false]) {
    const archive = (text: string): Uint8Array =>
      join(
        member("x.txt", text, nobody, isSummed),
        member("y", "hell", nobody, isSummed),
        member("TRAILER!!!", ""),
      );
    expect(await edited(cpio, archive("hello"), "hello", "xxxxx")).toEqual(archive("xxxxx"));
  }
});

test("sweeps what follows the end", async () => {
  expect((await regionsOf(cpio, join(sample, "key"))).at(-1)).toMatchObject({ kind: "dead" });
});

test("refuses an archive that is cut off", async () => {
  await expect(regionsOf(cpio, sample.subarray(0, 120))).rejects.toThrow("member ends");
});

test("owners and times can be taken out", async () => {
  const owned = join(member("x", "hello", [1007, 100, 1_700_000_000]), member("TRAILER!!!", ""));
  const blob = memoryBlob(owned);
  const strip = cpio.strip?.(blob, new Set(["owners", "times"])) ?? [];
  const after = spliced(blob, await Array.fromAsync(strip));
  expect(Buffer.from(await after.read(span(0, after.size))).toString()).toBe(
    member("x", "hello") + member("TRAILER!!!", ""),
  );
});

test("is known by its content", async () => {
  expect(await matches(cpio, sample)).toBe(true);
  expect(await matches(cpio, join("070707", new Uint8Array(200)))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(cpio, [sample]);
});
